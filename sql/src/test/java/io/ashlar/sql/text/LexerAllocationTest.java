package io.ashlar.sql.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.testkit.AllocationRounds;
import org.junit.jupiter.api.Test;

/** What cutting and normalizing a text allocate in steady state. */
class LexerAllocationTest {

  private static final int MEASURED = 10_000;

  /** Below the smallest object, above what the JVM itself adds now and then. */
  private static final double TOLERATED_BYTES = 1.0;

  private static final String[] QUERIES = {
    "SELECT id, name, balance FROM account WHERE id = 4711",
    "select id, name, balance from account where id = -12 /* another */",
    "SELECT a.id, 'it''s' FROM account a JOIN owner o ON a.owner = o.id WHERE o.name LIKE 'x%'"
        + " AND a.kind IN (1, 2, 3) ORDER BY 1 LIMIT 10"
  };

  private long sum;

  @Test
  void shouldAllocateNothingWhenATextIsCut() {
    Lexer lexer = new Lexer();
    double bytes =
        AllocationRounds.leastBytes(
            TOLERATED_BYTES / 2,
            MEASURED,
            i -> {
              lexer.scan(QUERIES[i % QUERIES.length]);
              sum += lexer.count();
            });
    assertThat(bytes).isLessThan(TOLERATED_BYTES);
    assertThat(sum).isPositive();
  }

  @Test
  void shouldAllocateNothingWhenAKnownTextIsFoundAgain() {
    TextNormalizer normalizer = new TextNormalizer();
    String[] keys = new String[QUERIES.length];
    for (int i = 0; i < keys.length; i++) {
      normalizer.normalize(QUERIES[i]);
      keys[i] = normalizer.key();
    }
    double bytes =
        AllocationRounds.leastBytes(
            TOLERATED_BYTES / 2,
            MEASURED,
            i -> {
              normalizer.normalize(QUERIES[i % QUERIES.length]);
              sum += normalizer.hash();
              sum += normalizer.matches(keys[i % QUERIES.length]) ? 1 : 0;
              sum += normalizer.literalEnd(normalizer.literals() - 1);
            });
    assertThat(bytes).isLessThan(TOLERATED_BYTES);
    assertThat(normalizer.matches(keys[0]) || normalizer.matches(keys[2])).isTrue();
  }

  @Test
  void shouldAllocateOnlyTheKeyWhenItIsAskedFor() {
    TextNormalizer normalizer = new TextNormalizer();
    normalizer.normalize(QUERIES[0]);
    // A string and the bytes of its characters, each with a header and rounded up.
    double limit = 24 + 16 + normalizer.key().length() + 8;
    double bytes =
        AllocationRounds.leastBytes(
            limit,
            MEASURED,
            i -> {
              normalizer.normalize(QUERIES[i % 2]);
              sum += normalizer.key().length();
            });
    assertThat(bytes).isLessThanOrEqualTo(limit);
  }
}
