package io.ashlar.sqltest.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.sql.Sql;
import io.ashlar.sql.SqlSession;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sqltest.random.Dice;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Damaged statements are refused by one exception, or carried out. */
class MutationRunTest {

  private static final Progress SILENT = new Progress(new PrintWriter(Writer.nullWriter()));

  @Test
  void shouldBeRefusedOrCarriedOutWhenStatementsAreDamaged() {
    long seed = System.nanoTime();
    MutationOutcome outcome = new MutationRun(seed, 20_000, SILENT).run();
    assertThat(outcome.findings()).as("seed=%d", seed).isEmpty();
    assertThat(outcome.texts()).isEqualTo(20_000);
    assertThat(outcome.states()).as("seed=%d", seed).containsKeys("42601", "42703", "0A000");
    assertThat(outcome.accepted()).as("seed=%d", seed).isBetween(200L, 10_000L);
    assertThat(outcome.ran()).as("seed=%d", seed).isBetween(100L, outcome.accepted());
  }

  @Test
  void shouldDoTheSameWhenTheSeedIsTheSame() {
    TextMutator first = new TextMutator(new Dice(3));
    TextMutator second = new TextMutator(new Dice(3));
    for (int i = 0; i < 1_000; i++) {
      assertThat(second.next()).isEqualTo(first.next());
    }
  }

  /** Damage begins where the grammar is reached: the statements as they are can be read. */
  @Test
  void shouldKnowTheGrammarWhenNothingIsDamaged() {
    List<String> originals = new TextMutator(new Dice(1)).originals();
    try (Database database = Database.inMemory();
        SqlSession session = Sql.session(database)) {
      for (String sql : originals) {
        try {
          session.prepare(sql).close();
        } catch (SqlException e) {
          assertThat(e.sqlState().toString()).as(sql).isNotEqualTo("42601");
        }
      }
    }
    assertThat(originals).hasSizeGreaterThan(50);
  }
}
