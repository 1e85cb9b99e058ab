package io.ashlar.sql.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.sql.parse.SqlParser;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Statement;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is written is parsed to the tree that it was written from. */
class RoundTripTest {

  private final SqlParser parser = new SqlParser();

  @Property(tries = 3_000)
  void shouldBeTheSameTreeWhenAStatementIsParsedAgain(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int depth) {
    Statement statement = new RandomTrees(seed, depth).statement();
    String text = CanonicalText.of(statement);
    Statement parsed = parser.parse(text).statement();
    assertThat(TreeShape.of(parsed)).as(text).isEqualTo(TreeShape.of(statement));
    assertThat(CanonicalText.of(parsed)).isEqualTo(text);
  }

  @Property(tries = 3_000)
  void shouldBeTheSameTreeWhenAnExpressionIsParsedAgain(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int depth) {
    Expression expression = new RandomTrees(seed, depth).expression();
    String text = CanonicalText.of(expression);
    Expression parsed = parser.parseExpression(text);
    assertThat(TreeShape.of(parsed)).as(text).isEqualTo(TreeShape.of(expression));
  }
}
