package io.ashlar.rules.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Options;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages that are looked things up in say what the code says. */
class ReferencePagesTest {

  private static final Pattern XML = Pattern.compile("(?s)```xml\\R(.*?)```");

  @Test
  void shouldListEachOptionWithItsDefault() throws Exception {
    Map<String, String> documented = new TreeMap<>();
    for (List<String> row : Pages.rows("docs/options.md", "option")) {
      documented.put(unquoted(row.get(0)), unquoted(row.get(1)));
    }
    Map<String, String> declared = new TreeMap<>();
    for (Method method : Options.Builder.class.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 1) {
        declared.put(method.getName(), written(valueOf(method.getName())));
      }
    }
    assertThat(documented).isEqualTo(declared);
  }

  @Test
  void shouldListEachDurability() throws IOException {
    assertThat(Pages.rows("docs/durability.md", "mode"))
        .extracting(row -> row.get(0).replace(" (default)", ""))
        .containsExactlyInAnyOrderElementsOf(names(Durability.values()));
  }

  @Test
  void shouldListEachIsolationLevel() throws IOException {
    assertThat(Pages.rows("docs/isolation.md", "level"))
        .extracting(row -> row.get(0).replace(" (default)", ""))
        .containsExactlyInAnyOrderElementsOf(names(IsolationLevel.values()));
  }

  @Test
  void shouldShowTheFilterThatASampleIsBuiltWith() throws IOException {
    Matcher block = XML.matcher(Pages.text("docs/embedding.md"));
    assertThat(block.find()).isTrue();
    assertThat(withoutSpace(Pages.text("samples/classpath/pom.xml")))
        .contains(withoutSpace(block.group(1)));
  }

  private static Object valueOf(String option) throws ReflectiveOperationException {
    Options defaults = Options.defaults();
    return option.equals("readOnly")
        ? defaults.isReadOnly()
        : Options.class.getMethod(option).invoke(defaults);
  }

  /** A value as the page writes it. */
  private static String written(Object value) {
    if (value instanceof Duration time) {
      List<String> parts = new ArrayList<>();
      if (time.toMinutes() > 0) {
        parts.add(time.toMinutes() + " min");
      }
      if (time.toSecondsPart() > 0) {
        parts.add(time.toSecondsPart() + " s");
      }
      if (time.toMillisPart() > 0) {
        parts.add(time.toMillisPart() + " ms");
      }
      return parts.isEmpty() ? "0" : String.join(" ", parts);
    }
    if (value instanceof Long bytes && bytes != 0) {
      return (bytes >> 20) + " MiB";
    }
    return value.toString();
  }

  private static List<String> names(Enum<?>[] values) {
    return Stream.of(values).map(value -> "`" + value + "`").toList();
  }

  private static String unquoted(String cell) {
    return cell.replace("`", "");
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s+", "");
  }
}
