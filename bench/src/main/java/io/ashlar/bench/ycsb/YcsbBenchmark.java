package io.ashlar.bench.ycsb;

import io.ashlar.workbench.ChildJvm;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import site.ycsb.Client;

/**
 * Runs the client of YCSB twice, as its scripts do: one process loads the records, another opens
 * the database again and runs the operations. The client ends its JVM when it is done, so it gets
 * its own.
 */
public final class YcsbBenchmark {

  private final YcsbOptions options;
  private final Progress progress;

  /**
   * Prepares a run.
   *
   * @param options what to run
   * @param progress shows the phase
   */
  public YcsbBenchmark(YcsbOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Runs both phases.
   *
   * @return what the client measured
   * @throws IOException when a phase wrote no summary; the message has what the client said
   * @throws InterruptedException when interrupted meanwhile; the client is killed
   */
  public YcsbResult run() throws IOException, InterruptedException {
    try (WorkDirectory reports = WorkDirectory.of(null);
        WorkDirectory store = WorkDirectory.of(options.directory())) {
      progress.show("loading " + options.records() + " records");
      YcsbSummary load = runPhase("-load", reports.path(), store.path());
      progress.show("running " + options.operations() + " operations");
      YcsbSummary run = runPhase("-t", reports.path(), store.path());
      return new YcsbResult(options, load, run);
    } finally {
      progress.clear();
    }
  }

  private YcsbSummary runPhase(String phase, Path reports, Path store)
      throws IOException, InterruptedException {
    Path summary = reports.resolve("summary" + phase);
    Path log = reports.resolve("log" + phase);
    List<String> args = new ArrayList<>();
    args.add(phase);
    Properties properties = options.properties(store);
    properties.setProperty("exportfile", summary.toString());
    new TreeMap<>(properties)
        .forEach(
            (name, value) -> {
              args.add("-p");
              args.add(name + "=" + value);
            });
    Process client =
        ChildJvm.of(Client.class.getName(), args)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      client.waitFor();
    } finally {
      client.destroyForcibly();
    }
    // The exit code is 0 too after some failures; the summary is written by a run that ended well.
    if (!Files.exists(summary)) {
      throw new IOException("The client of YCSB failed: " + Files.readString(log));
    }
    return YcsbSummary.parse(Files.readString(summary));
  }
}
