package io.ashlar.sql.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where a fault is, in lines and columns. */
class SqlExceptionTest {

  @Test
  void shouldCountLinesAndCodePointsWhenAFaultIsInTheText() {
    String text = "a\r\nb\rc\nd\uD83D\uDE00e";
    assertThat(place(text, 0)).isEqualTo("1:1");
    assertThat(place(text, 2)).isEqualTo("1:3");
    assertThat(place(text, 3)).isEqualTo("2:1");
    assertThat(place(text, 5)).isEqualTo("3:1");
    assertThat(place(text, 7)).isEqualTo("4:1");
    assertThat(place(text, 10)).isEqualTo("4:3");
    assertThat(place(text, text.length())).isEqualTo("4:4");
    assertThat(place("\r", 1)).isEqualTo("2:1");
  }

  private static String place(String text, int offset) {
    SqlException fault = SqlException.at(SqlState.SYNTAX_ERROR, text, offset, "No.", "a", 1);
    assertThat(fault.offset()).isEqualTo(offset);
    assertThat(fault.sqlState()).isEqualTo("42601");
    assertThat(fault.facts()).containsEntry("a", "1").containsKeys("line", "column");
    return fault.line() + ":" + fault.column();
  }

  @Test
  void shouldBeNowhereWhenAFaultIsNotInTheText() {
    SqlException fault = SqlException.nowhere(SqlState.LIMIT_EXCEEDED, "No.", "most", 5);
    assertThat(fault).hasMessage("No. most=5");
    assertThat(fault.offset()).isEqualTo(-1);
    assertThat(fault.line()).isZero();
    assertThat(fault.column()).isZero();
  }

  @Test
  void shouldHaveFiveCharactersWhenACodeIsGiven() throws IllegalAccessException {
    Set<Object> codes = new HashSet<>();
    for (Field field : SqlState.class.getFields()) {
      assertThat((String) field.get(null)).as(field.getName()).matches("[0-9A-Z]{5}");
      assertThat(codes.add(field.get(null))).as(field.getName()).isTrue();
    }
    assertThat(codes).isNotEmpty();
  }
}
