package io.ashlar.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ashlar.error.IllegalUseException;
import io.ashlar.sql.canonical.CanonicalText;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.syntax.Condition;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QueryBody;
import io.ashlar.sql.syntax.Statement;
import io.ashlar.sql.syntax.TableReference;
import io.ashlar.sql.text.Keyword;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Parameters, scripts, offsets, names, and how strong operators bind. */
class SqlParserTest {

  private final SqlParser parser = new SqlParser();

  @Test
  void shouldCountParametersWhenTheyAreWrittenInOneWay() {
    assertThat(parser.parse("SELECT ?, ?").parameterCount()).isEqualTo(2);
    assertThat(parser.parse("SELECT $3, $1, $1").parameterCount()).isEqualTo(3);
    assertThat(parser.parse("SELECT ?2, ?1").parameterCount()).isEqualTo(2);
    assertThat(parser.parse("SELECT $65535").parameterCount()).isEqualTo(65_535);
    ParsedStatement named = parser.parse("SELECT :b, :a, :b, :aB");
    assertThat(named.parameterCount()).isEqualTo(3);
    assertThat(named.parameterNames()).containsExactly("b", "a", "aB");
    assertThat(parser.parse("SELECT 1").parameterNames()).isEmpty();
  }

  @Test
  void shouldHaveParametersOfItsOwnWhenAStatementIsPartOfAScript() {
    List<ParsedStatement> script = parser.parseScript(";SELECT ?;; UPDATE t SET a = $2 WHERE b; ");
    assertThat(script).extracting(ParsedStatement::parameterCount).containsExactly(1, 2);
    assertThat(parser.parseScript(" ; -- nothing\n")).isEmpty();
    SqlException refusal =
        catchThrowableOfType(SqlException.class, () -> parser.parseScript("SELECT 1;\nSELECT 2 3"));
    assertThat(refusal.line()).isEqualTo(2);
  }

  @Test
  void shouldKnowWhereItBeginsWhenANodeIsMade() {
    String sql = "SELECT a,\n  b + c FROM t\n WHERE (d) = -5";
    Statement.QueryStatement query = (Statement.QueryStatement) parser.parse(sql).statement();
    QueryBody.Select select = (QueryBody.Select) query.query().body();
    QueryBody.Column second = (QueryBody.Column) select.items().get(1);
    assertThat(second.value().offset()).isEqualTo(sql.indexOf("b +"));
    Expression.Chain sum = (Expression.Chain) second.value();
    assertThat(sum.steps().get(0).offset()).isEqualTo(sql.indexOf('+'));
    assertThat(sum.steps().get(0).operand().offset()).isEqualTo(sql.indexOf("c FROM"));
    assertThat(select.from().get(0).offset()).isEqualTo(sql.indexOf("t\n"));
    Condition.Comparison where = (Condition.Comparison) select.where().orElseThrow();
    assertThat(where.offset()).isEqualTo(sql.indexOf("d)"));
    assertThat(where.right().offset()).isEqualTo(sql.indexOf("-5"));
  }

  @Test
  void shouldBeAsPostgresHasItWhenOperatorsAreMixed() {
    assertBinds("a OR b AND NOT c = d", "a OR (b AND (NOT (c = d)))");
    assertBinds("a = b IS NULL", "(a = b) IS NULL");
    assertBinds("NOT a IS NULL", "NOT (a IS NULL)");
    assertBinds("a < b + c * d || e", "a < ((b + (c * d)) || e)");
    assertBinds("a || b LIKE c || d", "(a || b) LIKE (c || d)");
    assertBinds("a BETWEEN b + 1 AND c AND d", "(a BETWEEN (b + 1) AND c) AND d");
    assertBinds("a LIKE b = c", "(a LIKE b) = c");
    assertBinds("- a::int * b", "(-(a::int)) * b");
    assertBinds("a - b - c", "(a - b) - c");
    assertBinds("a AT TIME ZONE b || c", "(a AT TIME ZONE b) || c");
    assertBinds("-a AT TIME ZONE b", "(-a) AT TIME ZONE b");
    assertBinds("a NOT IN (1) OR b", "(a NOT IN (1)) OR b");
    assertThat(CanonicalText.of(parser.parseExpression("a - (b - c)"))).isEqualTo("a - (b - c)");
  }

  /** Of chains, which are lists, parentheses around the first part make another tree. */
  private void assertBinds(String sql, String explicit) {
    String canonical = CanonicalText.of(parser.parseExpression(sql));
    String same = CanonicalText.of(parser.parseExpression(explicit));
    assertThat(same.replace("(a - b) - c", "a - b - c")).isEqualTo(canonical);
  }

  @Test
  void shouldBeANameWhenAWordIsNotReserved() {
    for (Keyword keyword : Keyword.values()) {
      String word = keyword.name().toLowerCase(Locale.ROOT);
      String sql = "SELECT x." + word + " AS " + word + " FROM x";
      assertThat(CanonicalText.of(parser.parse(sql).statement())).isEqualTo(sql);
      // An alias of this name would be taken for a time to be read.
      if (!keyword.isReserved() && keyword != Keyword.OF) {
        String plain = "SELECT " + word + " FROM " + word + " AS " + word + " WHERE " + word;
        assertThat(CanonicalText.of(parser.parse(plain).statement())).isEqualTo(plain);
        String table = "CREATE TABLE " + word + " (" + word + " INT)";
        assertThat(CanonicalText.of(parser.parse(table).statement())).isEqualTo(table);
        String update = "UPDATE t SET " + word + " = 1 WHERE " + word + " = 2";
        assertThat(CanonicalText.of(parser.parse(update).statement())).isEqualTo(update);
      }
    }
  }

  @Test
  void shouldBeFoldedOnlyWithoutQuotesWhenANameIsRead() {
    Statement.QueryStatement query =
        (Statement.QueryStatement) parser.parse("TABLE App.\"Foo\"\"s\"").statement();
    QueryBody.NamedTable table = (QueryBody.NamedTable) query.query().body();
    assertThat(table.name().parts())
        .containsExactly(new Identifier(6, "app", false), new Identifier(10, "Foo\"s", true));
  }

  @Test
  void shouldBeOneJoinWhenTablesFollowOneAnother() {
    Statement.QueryStatement query =
        (Statement.QueryStatement)
            parser.parse("SELECT 1 FROM a JOIN b ON x LEFT JOIN c USING (y), d").statement();
    List<TableReference> from = ((QueryBody.Select) query.query().body()).from();
    assertThat(from).hasSize(2);
    assertThat(((TableReference.Join) from.get(0)).steps())
        .extracting(TableReference.JoinStep::kind)
        .containsExactly(TableReference.JoinKind.INNER, TableReference.JoinKind.LEFT);
  }

  @Test
  void shouldNotChangeWhenAListIsOfATree() {
    Expression.Junction both = (Expression.Junction) parser.parseExpression("a AND b");
    assertThat(catchThrowableOfType(UnsupportedOperationException.class, both.terms()::clear))
        .isNotNull();
  }

  @Test
  void shouldBeRefusedWhenAnArgumentIsMissing() {
    assertThat(catchThrowableOfType(IllegalUseException.class, () -> parser.parse(null)))
        .isNotNull();
    assertThat(catchThrowableOfType(IllegalUseException.class, () -> parser.parseScript(null)))
        .isNotNull();
    assertThat(catchThrowableOfType(IllegalUseException.class, () -> new SqlParser(null)))
        .isNotNull();
  }
}
