package io.ashlar.sql.function.choice;

import static io.ashlar.sql.function.FunctionDefinition.named;

import io.ashlar.sql.function.FunctionDefinition;
import io.ashlar.sql.operator.Conditional;
import java.util.List;

/** The table of functions that choose. */
public final class ChoiceFunctions {

  private static final int MANY = 10_000;

  private ChoiceFunctions() {}

  /**
   * The table.
   *
   * @return in the order in which they are shown
   */
  public static List<FunctionDefinition> all() {
    return List.of(
        named("coalesce", "ifnull", "nvl", "isnull")
            .makes(Conditional::coalesce, "coalesce(any, ...) → any", 1, MANY)
            .takesNulls()
            .says("The first that is not null; what stands behind it is not evaluated.")
            .example("coalesce(null, 2, 3)", "2"),
        named("nullif")
            .makes(Choices::nullIf, "nullif(any, any) → any", 2, 2)
            .takesNulls()
            .says("The first, but null when both are equal.")
            .example("nullif(1, 1)", "null"),
        named("greatest")
            .makes(Choices::greatest, "greatest(any, ...) → any", 1, MANY)
            .takesNulls()
            .says("The greatest of those that are not null.")
            .example("greatest(1, null, 2.5)", "2.5"),
        named("least")
            .makes(Choices::least, "least(any, ...) → any", 1, MANY)
            .takesNulls()
            .says("The least of those that are not null.")
            .example("least('b', 'a')", "a"),
        named("nvl2")
            .makes(Choices::nvl2, "nvl2(any, any, any) → any", 3, 3)
            .takesNulls()
            .says("The second if the first is not null, else the third.")
            .example("nvl2(null, 1, 2)", "2"),
        named("if", "iif")
            .makes(Choices::choose, "if(boolean, any, any) → any", 2, 3)
            .takesNulls()
            .says("The second if the first is true, else the third, or null.")
            .example("if(1 < 2, 'yes', 'no')", "yes"));
  }
}
