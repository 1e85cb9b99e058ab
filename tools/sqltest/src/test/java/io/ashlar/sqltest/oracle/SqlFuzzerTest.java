package io.ashlar.sqltest.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.query.Select;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random queries give what peers give, and what they give in another form; planted faults show. */
class SqlFuzzerTest {

  private static final Progress SILENT = new Progress(new PrintWriter(Writer.nullWriter()));

  /** Seeds of the build; others are tried by hand. */
  private static final long SEED = 20261130;

  @Test
  void shouldFindNothingWhenPeersAreAsked() throws SQLException {
    Set<Engine> peers = EnumSet.of(Engine.H2, Engine.SQLITE, Engine.DUCKDB);
    SqlFuzzOutcome outcome =
        new SqlFuzzer(new SqlFuzzOptions(SEED, 1_200, 0, 3, peers), SILENT).run();
    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.counts().get("compared with h2")).isGreaterThan(300);
    assertThat(outcome.counts().get("compared with sqlite")).isGreaterThan(250);
    assertThat(outcome.counts().get("compared with duckdb")).isGreaterThan(300);
  }

  @Test
  void shouldFindNothingWhenNobodyElseIsAsked() throws SQLException {
    SqlFuzzOutcome outcome =
        new SqlFuzzer(new SqlFuzzOptions(SEED + 1_000, 2_500, 0, 3, Set.of()), SILENT).run();
    assertThat(outcome.findings()).isEmpty();
    for (String form : List.of("partitions", "aggregates", "plans")) {
      assertThat(outcome.counts().get(form)).as(form).isGreaterThan(400);
    }
  }

  @Test
  void shouldDoTheSameWhenTheSeedIsTheSame() throws SQLException {
    SqlFuzzOptions options = new SqlFuzzOptions(5, 200, 0, 1, Set.of());
    SqlFuzzOutcome first = new SqlFuzzer(options, SILENT).run();
    SqlFuzzOutcome second = new SqlFuzzer(options, SILENT).run();
    assertThat(second.counts()).isEqualTo(first.counts());
    assertThat(second.statements()).isEqualTo(first.statements());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldShowFewRowsAndWordsWhenConditionsLoseRows(long seed) throws SQLException {
    Set<Engine> peers = seed == 1 ? Set.of(Engine.SQLITE) : Set.of();
    SqlFuzzOutcome outcome =
        new SqlFuzzer(new SqlFuzzOptions(seed, 2_000, 0, 1, peers), SILENT, Forgetful::new).run();
    assertThat(outcome.findings()).hasSize(1);
    String finding = outcome.findings().get(0);
    assertThat(finding).startsWith("WRONG").contains("--seed ");
    assertThat(finding.lines().filter(line -> line.contains("insert into")).count())
        .as(finding)
        .isLessThanOrEqualTo(4);
    assertThat(finding.lines().filter(line -> line.contains("select ")).toList())
        .as(finding)
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(160));
  }

  @Test
  void shouldNameEachWayOfAskingWhenAllFail() throws SQLException {
    SqlFuzzOutcome outcome =
        new SqlFuzzer(
                new SqlFuzzOptions(11, 4_000, 0, 30, Set.of(Engine.SQLITE)), SILENT, Forgetful::new)
            .run();
    for (String way :
        List.of("partitions differ", "aggregates differ", "plans differ", "differ from sqlite")) {
      assertThat(outcome.findings()).as(way).anyMatch(finding -> finding.contains(way));
    }
  }

  /** An engine that loses a row of two that meet a condition, and does not count one of them. */
  private static final class Forgetful extends Bench {

    Forgetful(Set<Engine> peers) throws SQLException {
      super(peers);
    }

    @Override
    Answer ask(Engine engine, Select query) {
      Answer answer = super.ask(engine, query);
      if (engine != Engine.ASHLAR || query.where() == null || answer.isFailure()) {
        return answer;
      }
      List<String> rows = new ArrayList<>(answer.rows());
      if (rows.size() == 1) {
        rows.set(0, oneLess(rows.get(0)));
      } else if (rows.size() > 1) {
        rows.remove(0);
      }
      return new Answer(rows, "", null);
    }

    private static String oneLess(String row) {
      int end = row.indexOf(',');
      String first = end < 0 ? row : row.substring(0, end);
      boolean counted = first.matches("[1-9]\\d?");
      return counted
          ? new BigDecimal(first).subtract(BigDecimal.ONE) + row.substring(first.length())
          : row;
    }
  }
}
