package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.sql.error.SqlException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Expressions and what they give: {@code expression => text of the value}, or {@code ! SQLSTATE}.
 * All but those behind the heading that says so are as PostgreSQL 15 gives them.
 */
class ExpressionsTest {

  private static final String ARROW = " => ";

  static List<String> lines() {
    try (InputStream in = ExpressionsTest.class.getResourceAsStream("expressions.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void shouldGiveTheValueWhenTheExpressionIsEvaluated(String line) {
    int arrow = line.lastIndexOf(ARROW);
    String expression = line.substring(0, arrow);
    assertThat(outcome(expression))
        .as(expression)
        .isEqualTo(line.substring(arrow + ARROW.length()));
  }

  static String outcome(String expression) {
    try {
      return ExpressionReader.text(expression);
    } catch (SqlException e) {
      return "! " + e.sqlState();
    }
  }
}
