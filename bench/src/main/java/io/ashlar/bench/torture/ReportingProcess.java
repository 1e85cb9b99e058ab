package io.ashlar.bench.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ashlar.bench.workload.ChildJvm;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A child JVM that says line by line on its standard output what it has done, and a thread that
 * listens, until the child is killed. What was still in the pipe then is heard too; a line without
 * its end is not. Used by one other thread.
 */
public final class ReportingProcess implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int SHOWN_LINES = 5;

  private final Consumer<String> listener;
  private final Path errors;
  private final Process process;
  private final Thread ender = new Thread(this::end, "end-child");
  private final Thread reader = new Thread(this::read, "read-child");

  private ReportingProcess(Consumer<String> listener, Path errors, Process process) {
    this.listener = listener;
    this.errors = errors;
    this.process = process;
    reader.setDaemon(true);
  }

  /**
   * Starts a child.
   *
   * @param main the class whose main method it runs
   * @param args its arguments
   * @param prefix words in front of its command line, such as a tracer; or none
   * @param listener is told every line, by the thread that listens; {@code X} and a sentence when
   *     the pipe fails
   * @return the child, to be closed
   * @throws IOException when it cannot be started
   */
  public static ReportingProcess start(
      Class<?> main, List<String> args, List<String> prefix, Consumer<String> listener)
      throws IOException {
    ProcessBuilder builder = ChildJvm.of(main.getName(), args);
    Path errors = Files.createTempFile("ashlar-child-", ".err");
    List<String> command = builder.command();
    // A short life: the first compiler is enough. A crash is told on standard error.
    command.addAll(
        1, List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-XX:ErrorFile=" + errors + ".crash"));
    command.addAll(0, prefix);
    Process process = builder.redirectError(Redirect.to(errors.toFile())).start();
    ReportingProcess child = new ReportingProcess(listener, errors, process);
    Runtime.getRuntime().addShutdownHook(child.ender);
    child.reader.start();
    return child;
  }

  /**
   * Which process it is.
   *
   * @return the id that the system gave it
   */
  public long pid() {
    return process.pid();
  }

  /**
   * Whether it runs.
   *
   * @return false once it has ended
   */
  public boolean running() {
    return process.isAlive();
  }

  /**
   * Whether more lines may come.
   *
   * @return false once the last has been told
   */
  public boolean listening() {
    return reader.isAlive();
  }

  /**
   * Sends SIGKILL and waits for the end, and for all that is still in the pipe.
   *
   * @throws InterruptedException when interrupted
   */
  public void kill() throws InterruptedException {
    end();
    process.waitFor();
    reader.join();
  }

  /**
   * Waits for the child to end by itself.
   *
   * @param seconds how long
   * @return whether it has
   * @throws InterruptedException when interrupted
   */
  public boolean awaitEnd(long seconds) throws InterruptedException {
    boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
    if (ended) {
      reader.join();
    }
    return ended;
  }

  /**
   * Why a child that should run has ended.
   *
   * @return its exit code and the beginning of its standard error
   * @throws IOException when that cannot be read
   */
  public String explain() throws IOException {
    List<String> lines = Files.readAllLines(errors, UTF_8);
    String code = process.isAlive() ? "running" : "exit code " + process.exitValue();
    return code + " " + lines.subList(0, Math.min(SHOWN_LINES, lines.size()));
  }

  @Override
  public void close() throws IOException {
    try {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(errors);
    try {
      Runtime.getRuntime().removeShutdownHook(ender);
    } catch (IllegalStateException ending) {
      // This JVM is ending, and the hook finds a child that has ended.
    }
  }

  /** Through the handles: the process object would close the pipe with what is still in it. */
  private void end() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly();
  }

  private void read() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(process.getInputStream(), BUFFER_BYTES)) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n') {
          listener.accept(line.toString(UTF_8));
          line.reset();
        } else {
          line.write(next);
        }
      }
    } catch (IOException e) {
      listener.accept("X -1 0 the pipe failed: " + e.getMessage());
    }
    // A line without its end may lack digits, so it says nothing.
  }
}
