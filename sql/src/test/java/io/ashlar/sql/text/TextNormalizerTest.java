package io.ashlar.sql.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which literals become parameters, and which stay because they say what a statement means. */
class TextNormalizerTest {

  private final TextNormalizer normalizer = new TextNormalizer();

  private String key(String sql) {
    normalizer.normalize(sql);
    return normalizer.key();
  }

  private List<String> literals(String sql) {
    normalizer.normalize(sql);
    List<String> literals = new ArrayList<>();
    for (int i = 0; i < normalizer.literals(); i++) {
      literals.add(sql.substring(normalizer.literalStart(i), normalizer.literalEnd(i)));
    }
    return literals;
  }

  @Test
  void shouldBeOneTextWhenStatementsDifferInLiteralsBlanksAndCase() {
    String key = "select a from t where id = ? and b like ?";
    assertThat(key("SELECT a FROM t WHERE id=5 AND b LIKE 'x%'")).isEqualTo(key);
    long hash = normalizer.hash();
    assertThat(key("select A /* why */ from T\n where ID = -12.5 and B like E'\\t'"))
        .isEqualTo(key);
    assertThat(normalizer.hash()).isEqualTo(hash);
    assertThat(normalizer.matches(key)).isTrue();
    assertThat(normalizer.matches(key + " ")).isFalse();
    assertThat(normalizer.matches(key.replace("id", "ix"))).isFalse();
    assertThat(key("SELECT a FROM t WHERE \"id\" = 5")).isNotEqualTo(key);
  }

  @Test
  void shouldSayWhatWasReplacedWhenLiteralsAreRead() {
    assertThat(literals("UPDATE t SET a = 'it''s', b = b - 1, c = -2 WHERE d = X'ff' AND e IN (1)"))
        .containsExactly("'it''s'", "1", "-2", "X'ff'", "1");
    assertThat(normalizer.literalKind(0)).isEqualTo(Symbol.STRING);
    assertThat(normalizer.literalKind(2)).isEqualTo(Symbol.INTEGER);
    assertThat(normalizer.literalKind(3)).isEqualTo(Symbol.BINARY_STRING);
  }

  @Test
  void shouldReplaceWhenAValueStandsForItself() {
    assertThat(key("INSERT INTO t (a) VALUES (1, 'x'), (2, 'y')"))
        .isEqualTo("insert into t ( a ) values ( ? , ? ) , ( ? , ? )");
    assertThat(key("SELECT a FROM t LIMIT 5 OFFSET 10"))
        .isEqualTo("select a from t limit ? offset ?");
    assertThat(key("SELECT a FROM t OFFSET 10 ROWS FETCH NEXT 5 ROWS ONLY"))
        .isEqualTo("select a from t offset ? rows fetch next ? rows only");
    assertThat(key("DELETE FROM t WHERE a = 1;")).isEqualTo("delete from t where a = ? ;");
    assertThat(key("INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET b = 2 WHERE t.c = 3"))
        .endsWith("set b = ? where t . c = ?");
    assertThat(key("INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE b = 2"))
        .endsWith("update b = ?");
    assertThat(key("SELECT a FROM t WHERE b = (SELECT max(c) + 1 FROM u WHERE d = 2) AND e = 3"))
        .isEqualTo(
            "select a from t where b = ( select max ( c ) + 1 from u where d = ? ) and e = ?");
    assertThat(key("SELECT a FROM t WHERE b IS DISTINCT FROM 1 AND CASE WHEN c = 2 THEN 3 END"))
        .isEqualTo("select a from t where b is distinct from ? and case when c = ? then ? end");
    assertThat(key("WITH w AS (SELECT 1 FROM t WHERE a = 2) INSERT INTO t VALUES (3)"))
        .isEqualTo("with w as ( select 1 from t where a = ? ) insert into t values ( ? )");
  }

  @Test
  void shouldStayWhenALiteralSaysWhatAStatementMeans() {
    for (String sql :
        List.of(
            "select 1 , 'a' from t",
            "select a from t group by 1 having count ( * ) > 2 order by 1",
            "select a from t join u on t . a = 5",
            "select count ( * ) filter ( where a > 1 ) from t",
            "select a from t where b = cast ( c as decimal ( 10 , 2 ) )",
            "select a from t where b = c :: varchar ( 10 )",
            "select a from t where b > c :: character varying ( 10 )",
            "select a from t where b > current_timestamp ( 3 )",
            "select a from t where b > date '2026-01-01'",
            "select a from t where b > timestamp with time zone '2026-01-01'",
            "select a from t where b > c - interval '7' day ( 3 )",
            "select a from t where b > c - interval - '7' day",
            "select a from t where b = { d '2026-01-01' }",
            "insert into t ( a ) select 5 union values ( 6 )",
            "select a from ( values ( 1 ) ) x ( a )",
            "insert into t default values on conflict ( a ) where b > 5 do nothing",
            "merge into t using s on t . a = 1 when matched and s . b = 2 then delete",
            "create table t ( a int default 5 , check ( a > 0 ) )",
            "values ( 1 , 'a' )",
            "set x = 5",
            "select a from t where b = ? and c = 5",
            "select a from t where b = 1 ; select 2")) {
      assertThat(key(sql)).isEqualTo(sql);
      assertThat(normalizer.literals()).as(sql).isZero();
    }
  }

  @Test
  void shouldBelongToItsNumberWhenAMinusIsASign() {
    assertThat(key("SELECT a FROM t WHERE b = -5")).endsWith("where b = ?");
    assertThat(key("SELECT a FROM t WHERE b-5 > 0")).endsWith("where b - ? > ?");
    assertThat(key("SELECT a FROM t WHERE b(1)-5 > -1")).endsWith("where b ( ? ) - ? > ?");
    assertThat(key("SELECT a FROM t WHERE b = - 5")).endsWith("where b = - ?");
    assertThat(key("SELECT a FROM t WHERE b = -5::int")).endsWith("where b = - ? :: int");
  }

  @Test
  void shouldHaveFewLengthsWhenListsAreAllLiterals() {
    assertThat(key("SELECT a FROM t WHERE b IN (1, 2, -3)"))
        .isEqualTo(key("SELECT a FROM t WHERE b IN (1, 2, 3, 4)"))
        .endsWith("in ( ? , ? , ? , ? )");
    assertThat(literals("SELECT a FROM t WHERE b IN (1, 2, 3, 4, 5) AND c IN ('x')"))
        .containsExactly("1", "2", "3", "4", "5", "5", "5", "5", "'x'");
    assertThat(key("SELECT a FROM t WHERE b IN (1, 2, c)")).endsWith("in ( ? , ? , c )");
    assertThat(key("SELECT a FROM t WHERE b IN ()")).endsWith("in ( )");
  }

  @Test
  void shouldBeKeptAsItIsWhenThereAreTooManyLiterals() {
    String row = "(1), ".repeat(TextNormalizer.MOST_LITERALS);
    assertThat(key("INSERT INTO t VALUES " + row + "(1)")).contains("( 1 )").doesNotContain("?");
    assertThat(normalizer.literals()).isZero();
    assertThat(key("INSERT INTO t VALUES " + row.substring(0, row.length() - 2))).contains("( ? )");
    assertThat(normalizer.literals()).isEqualTo(TextNormalizer.MOST_LITERALS);
    String list = "1, ".repeat(TextNormalizer.MOST_LITERALS - 2);
    assertThat(key("DELETE FROM t WHERE a = 1 AND b IN (" + list + "1)")).doesNotContain("?");
  }
}
