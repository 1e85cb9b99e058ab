package io.ashlar.sql.function.library;

import io.ashlar.sql.function.FunctionDefinition;
import io.ashlar.sql.function.FunctionRegistry;
import io.ashlar.sql.function.choice.ChoiceFunctions;
import io.ashlar.sql.function.numeric.NumericFunctions;
import io.ashlar.sql.function.session.SessionFunctions;
import io.ashlar.sql.function.text.TextFunctions;
import io.ashlar.sql.function.time.TimeFunctions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions that every database has. */
public final class StandardFunctions {

  private static final Map<String, List<FunctionDefinition>> GROUPS = groups();

  private static final FunctionRegistry REGISTRY =
      new FunctionRegistry(GROUPS.values().stream().flatMap(List::stream).toList());

  private StandardFunctions() {}

  /**
   * The registry of all.
   *
   * @return the same every time
   */
  public static FunctionRegistry registry() {
    return REGISTRY;
  }

  /**
   * The functions by group, as they are shown.
   *
   * @return the names of the groups, and their functions in order
   */
  public static Map<String, List<FunctionDefinition>> byGroup() {
    return GROUPS;
  }

  private static Map<String, List<FunctionDefinition>> groups() {
    Map<String, List<FunctionDefinition>> groups = new LinkedHashMap<>();
    groups.put("Text and bytes", TextFunctions.all());
    groups.put("Numbers", NumericFunctions.all());
    groups.put("Dates and times", TimeFunctions.all());
    groups.put("Choices", ChoiceFunctions.all());
    groups.put("Session, types, sequences", SessionFunctions.all());
    return Collections.unmodifiableMap(groups);
  }
}
