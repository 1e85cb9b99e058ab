package io.ashlar.sqltest.oracle;

import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.query.Feature;
import io.ashlar.sqltest.query.Kind;
import io.ashlar.sqltest.query.Select;
import io.ashlar.sqltest.query.Select.Distinct;
import io.ashlar.sqltest.random.ChangeSource;
import io.ashlar.sqltest.random.Dice;
import io.ashlar.sqltest.random.QuerySource;
import io.ashlar.sqltest.random.RandomTable;
import io.ashlar.sqltest.random.SchemaSource;
import io.ashlar.workbench.Progress;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Runs random trials over random tables. Each set of tables, with its trials, has a seed of its
 * own, which repeats it alone.
 */
public final class SqlFuzzer {

  private static final int TRIALS_PER_SCHEMA = 100;

  /** New databases now and then, so that what is left of dropped tables does not add up. */
  private static final int SCHEMAS_PER_DATABASE = 50;

  private static final double NS_PER_SECOND = 1e9;

  private final SqlFuzzOptions options;
  private final Bench.Maker benches;
  private final Progress progress;
  private final Tally tally = new Tally();
  private final List<String> findings = new ArrayList<>();
  private long trials;
  private long statements;

  /**
   * A run.
   *
   * @param options what to run
   * @param progress is told how far it is
   */
  public SqlFuzzer(SqlFuzzOptions options, Progress progress) {
    this(options, progress, Bench::new);
  }

  SqlFuzzer(SqlFuzzOptions options, Progress progress, Bench.Maker benches) {
    this.options = options;
    this.benches = benches;
    this.progress = progress;
  }

  /**
   * Runs it in the calling thread.
   *
   * @return what was found
   * @throws SQLException when an engine cannot go on
   */
  public SqlFuzzOutcome run() throws SQLException {
    long begin = System.nanoTime();
    long seed = options.seed();
    while (!isOver(begin)) {
      try (Bench bench = benches.make(options.peers())) {
        for (int i = 0; i < SCHEMAS_PER_DATABASE && !isOver(begin); i++) {
          runSchema(bench, seed++);
          progress.show(
              "%,d trials, %d findings, at --seed %d".formatted(trials, findings.size(), seed));
        }
        statements += bench.asked();
      }
    }
    progress.clear();
    double seconds = (System.nanoTime() - begin) / NS_PER_SECOND;
    return new SqlFuzzOutcome(
        options.seed(), seed, trials, statements, seconds, tally.counts(), findings);
  }

  private boolean isOver(long begin) {
    return trials >= options.trials()
        || findings.size() >= options.findings()
        || (options.seconds() > 0 && System.nanoTime() - begin > options.seconds() * NS_PER_SECOND);
  }

  private void runSchema(Bench bench, long seed) throws SQLException {
    Dice dice = new Dice(seed);
    List<RandomTable> tables = new SchemaSource(dice).tables();
    bench.load(tables);
    for (int i = 0; i < TRIALS_PER_SCHEMA && trials < options.trials(); i++) {
      trials++;
      Trial trial = trial(new Dice(dice.seed()), tables, bench.engines());
      Finding finding = trial.judge(bench, tally);
      if (finding != null) {
        report(bench, trial, finding, seed);
        if (findings.size() >= options.findings()) {
          return;
        }
        bench.load(tables);
      }
    }
  }

  private static Trial trial(Dice dice, List<RandomTable> tables, Set<Engine> engines) {
    QuerySource source = new QuerySource(dice, tables, Feature.all());
    int choice = dice.below(engines.size() > 1 ? 12 : 4);
    if (choice > 8) {
      ChangeSource changes = new ChangeSource(dice, tables, Feature.all());
      return ChangeTrial.of(changes.any(), changes.table(), engines);
    }
    if (choice > 3) {
      return PeerTrial.of(source.any(), engines);
    }
    Select base = source.base();
    return switch (choice) {
      case 0 -> new PlanTrial(base, source.condition(base));
      case 1 -> new AggregateTrial(base, source.condition(base), source.value(base, Kind.INT));
      default ->
          new PartitionTrial(
              base.distinct(dice.percent(15) ? Distinct.ROWS : Distinct.NONE),
              source.condition(base));
    };
  }

  private void report(Bench bench, Trial trial, Finding finding, long seed) throws SQLException {
    Trial small = new Shrinker(bench, finding).shrink(trial);
    Finding last = small.judge(bench, new Tally());
    String words = String.join(" ", small.statements());
    StringBuilder text = new StringBuilder();
    text.append("WRONG  ").append(last == null ? finding.kind() : last.kind());
    text.append(", --seed ").append(seed).append(System.lineSeparator());
    for (RandomTable table : RandomTable.used(bench.tables(), words)) {
      table.statements(Engine.ASHLAR).forEach(each -> text.append("  ").append(each).append(";\n"));
    }
    small.statements().forEach(each -> text.append("  ").append(each).append(";\n"));
    text.append("  ").append(last == null ? finding.detail() : last.detail());
    findings.add(text.toString());
    progress.note(text.toString());
  }
}
