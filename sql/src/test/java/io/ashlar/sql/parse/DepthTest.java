package io.ashlar.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ashlar.error.IllegalUseException;
import io.ashlar.sql.canonical.CanonicalText;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.QueryBody;
import io.ashlar.sql.syntax.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nests is bounded; what follows one another is not. */
class DepthTest {

  private static final int TERMS = 100_000;
  private static final long SMALL_STACK = 512 << 10;

  /** One of them is the deepest that is accepted, or nearly, whatever a level takes. */
  private static final int[] DEPTHS = {40, 55, 72, 98, 110, 146, 200, 290, 297, 298, 300};

  /** What opens and closes one level, with what stands inside. */
  private static final List<String[]> NESTINGS =
      List.of(
          new String[] {"SELECT ", "(", "1", ")"},
          new String[] {"SELECT ", "f(", "1", ")"},
          new String[] {"SELECT ", "1 + 2 * (", "1", ")"},
          new String[] {"SELECT ", "a OR b AND c = d || (", "1", ")"},
          new String[] {"SELECT ", "a IN (b = c || d + e * -f AT TIME ZONE (", "1", "))"},
          new String[] {"SELECT ", "a OR b AND NOT c IS DISTINCT FROM (", "1", ")"},
          new String[] {"SELECT ", "NOT ", "1", ""},
          new String[] {"SELECT ", "- ", "1", ""},
          new String[] {"SELECT ", "1", "", "::int"},
          new String[] {"SELECT ", "1", "", " AT TIME ZONE 'x'"},
          new String[] {"SELECT ", "CASE WHEN ", "1", " THEN 2 END"},
          new String[] {"SELECT ", "CAST(", "1", " AS int)"},
          new String[] {"SELECT ", "POSITION(", "1", " IN 2)"},
          new String[] {"SELECT ", "a IN (", "1", ")"},
          new String[] {"SELECT ", "{fn ", "1", "}"},
          new String[] {"SELECT ", "EXISTS (SELECT ", "1", ")"},
          new String[] {"", "(", "SELECT 1", ")"},
          new String[] {"", "SELECT * FROM (", "SELECT 1", ") x"},
          new String[] {"SELECT * FROM ", "(", "t", ")"},
          new String[] {"SELECT * FROM ", "a JOIN ", "t", " ON b"},
          new String[] {"SELECT * FROM t GROUP BY ", "GROUPING SETS (", "a", ")"},
          new String[] {"", "WITH a AS (", "SELECT 1", ") SELECT 2"},
          new String[] {"INSERT INTO t VALUES (", "(", "1", ")"});

  @Test
  void shouldBeRefusedByItsDepthWhenATextNestsTooDeep() {
    SqlParser parser = new SqlParser();
    for (String[] each : NESTINGS) {
      Throwable refusal = catchThrowable(() -> parser.parse(nested(each, 50_000)));
      assertThat(refusal).as(each[1] + each[3]).isInstanceOf(SqlException.class);
      assertThat(((SqlException) refusal).sqlState())
          .as(each[1] + each[3])
          .isEqualTo(SqlState.TOO_COMPLEX);
    }
  }

  @Test
  void shouldFitASmallStackWhenATextNestsAsDeepAsItMay() throws InterruptedException {
    Throwable[] failure = new Throwable[1];
    int[] parsed = new int[1];
    Thread thread =
        new Thread(
            null,
            () -> {
              SqlParser parser =
                  new SqlParser(new ParserOptions(1 << 20, ParserOptions.MOST_DEPTH));
              for (String[] each : NESTINGS) {
                for (int depth : DEPTHS) {
                  try {
                    parsed[0] += writtenBack(parser, nested(each, depth));
                  } catch (SqlException e) {
                    failure[0] = e.sqlState().equals(SqlState.SYNTAX_ERROR) ? e : failure[0];
                  } catch (StackOverflowError e) {
                    failure[0] = new AssertionError(each[1] + each[3] + " x " + depth, e);
                  }
                }
              }
            },
            "small-stack",
            SMALL_STACK);
    thread.start();
    thread.join();
    assertThat(failure[0]).isNull();
    assertThat(parsed[0]).isPositive();
  }

  private static int writtenBack(SqlParser parser, String sql) {
    return CanonicalText.of(parser.parse(sql).statement()).isEmpty() ? 0 : 1;
  }

  private static String nested(String[] level, int depth) {
    String end = level[0].startsWith("INSERT") ? ")" : "";
    boolean postfix = level[2].isEmpty();
    return postfix
        ? level[0] + level[1] + level[3].repeat(depth)
        : level[0] + level[1].repeat(depth) + level[2] + level[3].repeat(depth) + end;
  }

  @Test
  void shouldBeOneListWhenOperatorsFollowOneAnother() {
    SqlParser parser = new SqlParser();
    for (String operator : List.of("AND", "OR", "+", "*", "||", "&")) {
      String text = "a" + (" " + operator + " a").repeat(TERMS - 1);
      Expression parsed = parser.parseExpression(text);
      int terms =
          parsed instanceof Expression.Junction junction
              ? junction.terms().size()
              : 1 + ((Expression.Chain) parsed).steps().size();
      assertThat(terms).as(operator).isEqualTo(TERMS);
      assertThat(CanonicalText.of(parsed)).isEqualTo(text);
    }
  }

  @Test
  void shouldBeOneListWhenQueriesJoinsOrRowsFollowOneAnother() {
    SqlParser parser = new SqlParser();
    String union = "SELECT 1" + " UNION ALL SELECT 1".repeat(TERMS - 1);
    Statement.QueryStatement query = (Statement.QueryStatement) parser.parse(union).statement();
    assertThat(((QueryBody.SetOperation) query.query().body()).branches()).hasSize(TERMS - 1);
    for (String text :
        List.of(
            "SELECT * FROM t" + " CROSS JOIN t".repeat(TERMS),
            "SELECT * FROM t WHERE a IN (1" + ", 1".repeat(TERMS) + ")",
            "INSERT INTO t VALUES (1)" + ", (1)".repeat(TERMS),
            "SELECT CASE" + " WHEN a THEN b".repeat(TERMS) + " END")) {
      assertThat(CanonicalText.of(parser.parse(text).statement())).isEqualTo(text);
    }
  }

  @Test
  void shouldBeFlatWhenParenthesesNestJunctionsOfOneKind() {
    Expression parsed = new SqlParser().parseExpression("((a OR b) OR c) OR (d OR (e OR f))");
    assertThat(((Expression.Junction) parsed).terms()).hasSize(6);
  }

  @Test
  void shouldBeRefusedByItsLengthWhenATextIsTooLong() {
    SqlParser parser = new SqlParser(new ParserOptions(8, 2));
    assertThat(parser.parse("SELECT 1").parameterCount()).isZero();
    Throwable refusal = catchThrowable(() -> parser.parse("SELECT 12"));
    assertThat(refusal).hasMessage("A text is too long. length=9 most=8");
    assertThat(((SqlException) refusal).sqlState()).isEqualTo(SqlState.LIMIT_EXCEEDED);
    assertThat(((SqlException) refusal).offset()).isEqualTo(-1);
  }

  @Test
  void shouldBeRefusedWhenALimitIsOutOfRange() {
    for (int[] each : new int[][] {{0, 1}, {1, 0}, {1, ParserOptions.MOST_DEPTH + 1}}) {
      assertThat(catchThrowable(() -> new ParserOptions(each[0], each[1])))
          .isInstanceOf(IllegalUseException.class);
    }
  }
}
