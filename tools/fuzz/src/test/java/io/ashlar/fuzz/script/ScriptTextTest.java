package io.ashlar.fuzz.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.fuzz.script.condition.Bytes;
import io.ashlar.fuzz.script.condition.Condition;
import io.ashlar.fuzz.script.condition.Operand;
import io.ashlar.query.Comparison;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTextTest {

  @Test
  void shouldReadWhatItHasWrittenWhenValuesAreOfEveryType() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("a", null);
    values.put("b", true);
    values.put("c", Long.MIN_VALUE);
    values.put("d", Double.NaN);
    values.put("e", new BigDecimal("-1.20"));
    values.put("f", "\"\\\n\u0000\ud83d\ude00");
    values.put("g", Bytes.of(new byte[] {0, -1}));
    values.put("h", new UUID(1, -1));
    values.put("i", LocalDate.of(-1, 2, 3));
    values.put("j", LocalTime.of(1, 2, 3, 4_000));
    values.put("k", Instant.EPOCH.minusNanos(1));
    List<Step> script =
        List.of(
            new Step.Insert(Step.AUTO, "t", values, true),
            new Step.GetAll(0, "t", null, List.of(Arrays.asList(1L, null), List.of())),
            new Step.Delete(
                2,
                "t",
                new Condition.Not(
                    new Condition.Compare("a", Comparison.LESS, new Operand(1.5d, true))),
                3,
                new First(List.of(new OrderSpec("a", true)), 2)));
    String text = "# a comment\n\n" + ScriptText.of(script);
    assertThat(ScriptText.parse(text)).isEqualTo(script);
    assertThat(text)
        .contains(
            "Delete(2, \"t\", Not(Compare(\"a\", Comparison.LESS, Operand(real(\"1.5\"), true)))");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Drop(\"t\")",
        "DropTable(\"t\"",
        "DropTable(\"t\") x",
        "DropTable(1L, 2L)",
        "DropTable(color(\"red\"))",
        "Begin(0, Level.CHAOS)",
        "[",
        "?"
      })
  void shouldSayWhereWhenALineIsNoStep(String line) {
    assertThatThrownBy(() -> ScriptText.parse(line)).isInstanceOf(IllegalArgumentException.class);
  }
}
