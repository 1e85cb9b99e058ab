package io.ashlar.bench.peers;

import io.ashlar.bench.peers.run.PeerChild;
import io.ashlar.bench.peers.run.PeerResult;
import io.ashlar.bench.peers.run.PeerTask;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts {@link PeerChild} with the flags of this JVM and reads its result. */
final class ChildJvm {

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
  ChildJvm(int heapMegabytes, String server) {
    this.heap = heapMegabytes + "m";
    this.server = server;
  }

  /** Runs a task, behind the words of a tracer or none. */
  PeerResult run(List<String> prefix, PeerTask task, Path logs)
      throws IOException, InterruptedException, RunFailedException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(javaWords());
    command.addAll(task.toWords());
    Path out = logs.resolve("out");
    Path err = logs.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    if (server != null) {
      builder.environment().put(PeerTask.SERVER_VARIABLE, server);
    }
    Process process = builder.start();
    Thread ender = new Thread(() -> end(process), "end-child");
    Runtime.getRuntime().addShutdownHook(ender);
    long seconds = SLACK_SECONDS + task.warmup().plus(task.measured()).toSeconds();
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new RunFailedException("no result after " + seconds + " s");
      }
    } finally {
      end(process);
      unhook(ender);
    }
    if (process.exitValue() != 0) {
      throw new RunFailedException(firstLine(err, process.exitValue()));
    }
    String last = "";
    for (String line : Files.readAllLines(out)) {
      last = line;
    }
    return PeerResult.ofJson(last);
  }

  private List<String> javaWords() {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!flag.startsWith("-Xm") && !flag.startsWith("-javaagent") && !flag.startsWith("-agent")) {
        words.add(flag);
      }
    }
    words.addAll(List.of("-Xms" + heap, "-Xmx" + heap));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.add(PeerChild.class.getName());
    return words;
  }

  /** The tracer lets go of a child that it leaves behind, so the child is ended first. */
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void unhook(Thread ender) {
    try {
      Runtime.getRuntime().removeShutdownHook(ender);
    } catch (IllegalStateException ending) {
      // This JVM is ending, and the hook finds a child that has ended.
    }
  }

  private static String firstLine(Path err, int exitCode) throws IOException {
    return Files.readAllLines(err).stream()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("exit code " + exitCode);
  }
}
