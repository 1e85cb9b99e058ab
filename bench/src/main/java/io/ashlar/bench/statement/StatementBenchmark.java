package io.ashlar.bench.statement;

import com.sun.management.ThreadMXBean;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.WorkDirectory;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs all cases, each in rounds in which both ways take turns. */
public final class StatementBenchmark {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final int rounds;
  private final int executions;
  private final Path directory;
  private final Progress progress;
  private long sink;

  /**
   * Prepares it.
   *
   * @param rounds how many are measured of each case, after as many that are not, and how many
   *     processes; at least 1
   * @param executions of each way in a round, at least 1
   * @param directory where the store is; null for a temporary directory
   * @param progress shows the run
   */
  public StatementBenchmark(int rounds, int executions, Path directory, Progress progress) {
    this.rounds = rounds;
    this.executions = executions;
    this.directory = directory;
    this.progress = progress;
  }

  /**
   * Runs it.
   *
   * @return a result for each case, and two for the first row of a process
   * @throws Exception when a statement fails, or a process
   */
  public List<StatementResult> run() throws Exception {
    List<StatementResult> results = new ArrayList<>();
    try (WorkDirectory work = WorkDirectory.in(directory)) {
      try (StatementCases cases = StatementCases.open(work.path().resolve("store"))) {
        for (StatementCase one : cases.all()) {
          progress.show(one.name());
          results.add(measured(one));
        }
      }
      progress.show(FirstRow.NAME);
      results.addAll(FirstRow.measured(rounds, work.path()));
      if (sink == 0) {
        throw new IllegalStateException("no statement has read anything");
      }
    } finally {
      progress.clear();
    }
    return results;
  }

  /**
   * Prints results.
   *
   * @param results of {@link #run}
   * @param json whether as JSON, an object for each case, instead of a table
   * @param out where to
   */
  public static void print(List<StatementResult> results, boolean json, PrintWriter out) {
    if (!json) {
      StatementResult.printHeadTo(out);
    }
    for (StatementResult result : results) {
      if (json) {
        out.println(result.toJson());
      } else {
        result.printTo(out);
      }
    }
  }

  private StatementResult measured(StatementCase one) throws Exception {
    double[] micros = new double[rounds];
    double[] ratios = new double[rounds];
    double bytes = Double.MAX_VALUE;
    double ownBytes = one.own() == null ? Double.NaN : Double.MAX_VALUE;
    int done = 0;
    for (int round = -rounds; round < rounds; round++) {
      double[] jdbc = round(one.jdbc(), done);
      double[] own =
          one.own() == null ? new double[] {Double.NaN, Double.NaN} : round(one.own(), done);
      done += executions;
      if (round >= 0) {
        micros[round] = jdbc[0];
        ratios[round] = jdbc[0] / own[0];
        bytes = Math.min(bytes, jdbc[1]);
        ownBytes = Math.min(ownBytes, own[1]);
      }
    }
    return new StatementResult(one.name(), median(micros), median(ratios), bytes, ownBytes);
  }

  /** Microseconds of CPU and bytes of an execution. */
  private double[] round(StatementCase.Work work, int first) throws Exception {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long nanos = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < executions; i++) {
      sink += work.run(first + i) & 1;
    }
    nanos = THREADS.getCurrentThreadCpuTime() - nanos;
    bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    return new double[] {nanos / 1e3 / executions, (double) bytes / executions};
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
