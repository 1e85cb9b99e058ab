package io.ashlar.bench.turn;

import io.ashlar.workbench.ChildJvm;
import io.ashlar.workbench.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts children with the flags of this JVM but a heap of their own, one at a time. */
public final class TurnJvm {

  private final String heap;
  private final Map<String, String> environment;

  /**
   * Prepares children.
   *
   * @param heapMegabytes of each child
   * @param environment what they are told beside their arguments, which every user can read
   */
  public TurnJvm(int heapMegabytes, Map<String, String> environment) {
    this.heap = heapMegabytes + "m";
    this.environment = Map.copyOf(environment);
  }

  /**
   * Runs a main class to its end.
   *
   * @param prefix words in front of the command, such as a tracer's; may be none
   * @param main the name of the class
   * @param words its arguments
   * @param longest when it is given up
   * @param logs an existing directory for what the child writes
   * @return the lines that it has written to its standard output
   * @throws IOException when it cannot be started, or its output not be read
   * @throws InterruptedException when interrupted while it ran; it is ended
   * @throws TurnFailedException when it does not end in time, or with an exit code other than 0
   */
  public List<String> run(
      List<String> prefix, String main, List<String> words, Duration longest, Path logs)
      throws IOException, InterruptedException, TurnFailedException {
    Path out = logs.resolve("out");
    Path err = logs.resolve("err");
    ProcessBuilder builder =
        ChildJvm.of(main, words).redirectOutput(out.toFile()).redirectError(err.toFile());
    List<String> command = builder.command();
    command.removeIf(word -> word.startsWith("-Xm"));
    command.addAll(1, List.of("-Xms" + heap, "-Xmx" + heap));
    command.addAll(0, prefix);
    builder.environment().putAll(environment);
    int exitCode;
    try (ChildProcess child = ChildProcess.start(builder)) {
      if (!child.process().waitFor(longest.toSeconds(), TimeUnit.SECONDS)) {
        throw new TurnFailedException("no result after " + longest.toSeconds() + " s");
      }
      exitCode = child.process().exitValue();
    }
    if (exitCode != 0) {
      throw new TurnFailedException(firstLine(err, exitCode));
    }
    return Files.readAllLines(out);
  }

  private static String firstLine(Path err, int exitCode) throws IOException {
    return Files.readAllLines(err).stream()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("exit code " + exitCode);
  }
}
