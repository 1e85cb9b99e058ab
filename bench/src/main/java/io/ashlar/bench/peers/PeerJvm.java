package io.ashlar.bench.peers;

import io.ashlar.bench.peers.run.PeerChild;
import io.ashlar.bench.peers.run.PeerResult;
import io.ashlar.bench.peers.run.PeerTask;
import io.ashlar.workbench.ChildJvm;
import io.ashlar.workbench.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts {@link PeerChild} with the flags of this JVM and reads its result. */
final class PeerJvm {

  /** For loading and adding up, beside the time that a run is told to take. */
  private static final long SLACK_SECONDS = 600;

  private final String heap;
  private final String server;

  /**
   * Prepares children.
   *
   * @param heapMegabytes of each child
   * @param server the JDBC address of a server; null for none
   */
  PeerJvm(int heapMegabytes, String server) {
    this.heap = heapMegabytes + "m";
    this.server = server;
  }

  /** Runs a task, behind the words of a tracer or none. */
  PeerResult run(List<String> prefix, PeerTask task, Path logs)
      throws IOException, InterruptedException, RunFailedException {
    Path out = logs.resolve("out");
    Path err = logs.resolve("err");
    ProcessBuilder builder =
        ChildJvm.of(PeerChild.class.getName(), task.toWords())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    List<String> command = builder.command();
    command.removeIf(word -> word.startsWith("-Xm"));
    command.addAll(1, List.of("-Xms" + heap, "-Xmx" + heap));
    command.addAll(0, prefix);
    if (server != null) {
      builder.environment().put(PeerTask.SERVER_VARIABLE, server);
    }
    int exitCode;
    long seconds = SLACK_SECONDS + task.warmup().plus(task.measured()).toSeconds();
    try (ChildProcess child = ChildProcess.start(builder)) {
      if (!child.process().waitFor(seconds, TimeUnit.SECONDS)) {
        throw new RunFailedException("no result after " + seconds + " s");
      }
      exitCode = child.process().exitValue();
    }
    if (exitCode != 0) {
      throw new RunFailedException(firstLine(err, exitCode));
    }
    String last = "";
    for (String line : Files.readAllLines(out)) {
      last = line;
    }
    return PeerResult.ofJson(last);
  }

  private static String firstLine(Path err, int exitCode) throws IOException {
    return Files.readAllLines(err).stream()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("exit code " + exitCode);
  }
}
