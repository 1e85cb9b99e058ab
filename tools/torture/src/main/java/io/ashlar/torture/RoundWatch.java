package io.ashlar.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Ends a round that stalls with a report instead of nothing: which round, and the stacks of this
 * JVM and of all JVMs below it. The report is printed at once, since what is stuck may never
 * return; the stall is noted as a problem, and the thread of the round is interrupted.
 *
 * <p>Begun and closed by the thread of the round; looks from a daemon thread of its own.
 */
public final class RoundWatch implements AutoCloseable {

  private static final long DUMP_SECONDS = 20;

  private final String round;
  private final long limitMs;
  private final Problems problems;
  private final PrintStream out;
  private final Thread watched = Thread.currentThread();
  private final Thread thread = new Thread(this::watch, "watch-round");
  private boolean ended;
  private boolean stalled;
  private boolean reported;

  private RoundWatch(String round, long limitMs, Problems problems, PrintStream out) {
    this.round = round;
    this.limitMs = limitMs;
    this.problems = problems;
    this.out = out;
  }

  /**
   * Begins to watch the caller; reports on standard error.
   *
   * @param round what the report calls it
   * @param limitMs milliseconds that it may take
   * @param problems is told of a stall
   * @return the watch, to be closed by the same thread when the round has ended
   */
  public static RoundWatch begin(String round, long limitMs, Problems problems) {
    return begin(round, limitMs, problems, System.err);
  }

  static RoundWatch begin(String round, long limitMs, Problems problems, PrintStream out) {
    RoundWatch watch = new RoundWatch(round, limitMs, problems, out);
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  /**
   * Whether the time was over before the round was.
   *
   * @return true when the thread was, or is about to be, interrupted because of that
   */
  public synchronized boolean stalled() {
    return stalled;
  }

  /** Ends the watch, and takes back an interruption of its own. Idempotent. */
  @Override
  public void close() {
    synchronized (this) {
      ended = true;
      notifyAll();
      while (stalled && !reported) {
        try {
          wait();
        } catch (InterruptedException own) {
          // The watch's last act, or somebody's who has to wait for the report.
        }
      }
      if (stalled) {
        Thread.interrupted();
      }
    }
  }

  private void watch() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMs);
    synchronized (this) {
      long leftMs = limitMs;
      while (!ended && leftMs > 0) {
        try {
          wait(leftMs);
        } catch (InterruptedException nobody) {
          return;
        }
        leftMs = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
      if (ended) {
        return;
      }
      stalled = true;
    }
    problems.add("the round has not ended after %,d ms; stacks were printed".formatted(limitMs));
    out.println("STALLED " + round);
    printOwnStacks();
    ProcessHandle.current().descendants().forEach(this::printStacks);
    out.flush();
    synchronized (this) {
      // Together, so that no interruption comes after the close.
      watched.interrupt();
      reported = true;
      notifyAll();
    }
  }

  private void printOwnStacks() {
    for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
      out.println("  \"" + each.getKey().getName() + "\" " + each.getKey().getState());
      for (StackTraceElement frame : each.getValue()) {
        out.println("    at " + frame);
      }
    }
  }

  private void printStacks(ProcessHandle child) {
    String command = child.info().command().orElse("unknown command");
    out.println("  process " + child.pid() + " " + command);
    if (!command.endsWith("java")) {
      return;
    }
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Path dump = Files.createTempFile("ashlar-stacks-", ".txt");
      Process process =
          new ProcessBuilder(jcmd.toString(), Long.toString(child.pid()), "Thread.print")
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(Redirect.to(dump.toFile()))
              .start();
      if (!process.waitFor(DUMP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        out.println("    does not answer");
      }
      out.println(Files.readString(dump, UTF_8));
      Files.deleteIfExists(dump);
    } catch (IOException e) {
      out.println("    no stacks: " + e.getMessage());
    } catch (InterruptedException nobody) {
      Thread.currentThread().interrupt();
    }
  }
}
