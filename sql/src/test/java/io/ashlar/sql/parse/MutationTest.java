package io.ashlar.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.sql.canonical.CanonicalText;
import io.ashlar.sql.canonical.TreeShape;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.syntax.Statement;
import io.ashlar.sql.text.Lexer;
import io.ashlar.sql.text.TextNormalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Damaged statements are refused by a {@code SqlException} and by nothing else, and those that are
 * still accepted are written back. The seed is new in each run and part of every failure; {@code
 * -Dsql.mutations=} and {@code -Dsql.seed=} choose another number and repeat a run.
 */
class MutationTest {

  private static final String ALPHABET =
      "aZ09_ \n\t'\"`[](){}<>=!+-*/%|&~.,;:?$#@\\^\u0000\u00e4\uD83D\uDE00";

  private final Random random = new Random();
  private final SqlParser parser = new SqlParser();
  private final TextNormalizer normalizer = new TextNormalizer();
  private final List<String> corpus = new ArrayList<>();
  private final List<String> pool = new ArrayList<>();
  private int accepted;

  @Test
  void shouldBeRefusedByOneExceptionWhenAStatementIsDamaged() {
    int mutations = Integer.getInteger("sql.mutations", 20_000);
    long seed = Long.getLong("sql.seed", System.nanoTime());
    random.setSeed(seed);
    Corpus.accepted().forEach(each -> corpus.add(each.sql()));
    Corpus.refused().forEach(each -> corpus.add(each.sql()));
    corpus.forEach(sql -> pool.addAll(tokens(sql)));
    for (int i = 0; i < mutations; i++) {
      String sql = mutated(corpus.get(random.nextInt(corpus.size())));
      try {
        judge(sql);
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed=" + seed + " mutation=" + i + " text=" + sql, e);
      }
    }
    assertThat(accepted).as("seed=%d", seed).isBetween(1, mutations - 1);
  }

  private void judge(String sql) {
    Statement statement;
    try {
      normalizer.normalize(sql);
      statement = parser.parse(sql).statement();
    } catch (SqlException e) {
      assertThat(e.offset()).isBetween(0, sql.length());
      return;
    }
    accepted++;
    String text = CanonicalText.of(statement);
    assertThat(TreeShape.of(parser.parse(text).statement())).isEqualTo(TreeShape.of(statement));
    String key = normalizer.key();
    assertThat(parser.parse(key)).isNotNull();
  }

  private String mutated(String sql) {
    List<String> tokens = tokens(sql);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      change(tokens);
    }
    StringBuilder text = new StringBuilder(String.join(" ", tokens));
    if (random.nextInt(3) == 0) {
      int at = random.nextInt(text.length() + 1);
      text.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private void change(List<String> tokens) {
    if (tokens.isEmpty()) {
      tokens.add(pool.get(random.nextInt(pool.size())));
      return;
    }
    int at = random.nextInt(tokens.size());
    switch (random.nextInt(5)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, tokens.get(at));
      case 2 -> Collections.swap(tokens, at, random.nextInt(tokens.size()));
      case 3 -> tokens.set(at, pool.get(random.nextInt(pool.size())));
      default -> tokens.add(at, pool.get(random.nextInt(pool.size())));
    }
  }

  private static List<String> tokens(String sql) {
    List<String> tokens = new ArrayList<>();
    Lexer lexer = new Lexer();
    try {
      lexer.scan(sql);
      for (int i = 0; i < lexer.count() - 1; i++) {
        tokens.add(sql.substring(lexer.start(i), lexer.end(i)));
      }
    } catch (SqlException e) {
      Collections.addAll(tokens, sql.split(" ", -1));
    }
    return tokens;
  }
}
