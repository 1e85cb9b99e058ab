package io.ashlar.bench.peers;

import io.ashlar.bench.peers.run.PeerChild;
import io.ashlar.bench.peers.run.PeerResult;
import io.ashlar.bench.peers.run.PeerTask;
import io.ashlar.bench.turn.TurnFailedException;
import io.ashlar.bench.turn.TurnJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Starts {@link PeerChild} and reads its result. */
final class PeerJvm {

  /** For loading and adding up, beside the time that a run is told to take. */
  private static final Duration SLACK = Duration.ofMinutes(10);

  private final TurnJvm jvm;

  /**
   * Prepares children.
   *
   * @param heapMegabytes of each child
   * @param server the JDBC address of a server; null for none
   */
  PeerJvm(int heapMegabytes, String server) {
    this.jvm =
        new TurnJvm(
            heapMegabytes, server == null ? Map.of() : Map.of(PeerTask.SERVER_VARIABLE, server));
  }

  /** Runs a task, behind the words of a tracer or none. */
  PeerResult run(List<String> prefix, PeerTask task, Path logs)
      throws IOException, InterruptedException, TurnFailedException {
    Duration longest = SLACK.plus(task.warmup()).plus(task.measured());
    List<String> lines = jvm.run(prefix, PeerChild.class.getName(), task.toWords(), longest, logs);
    return PeerResult.ofJson(lines.isEmpty() ? "" : lines.get(lines.size() - 1));
  }
}
