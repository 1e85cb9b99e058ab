package io.ashlar.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ashlar.workbench.ChildJvm;
import io.ashlar.workbench.ChildProcess;
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
  private final ChildProcess child;
  private final Process process;
  private final Thread reader = new Thread(this::read, "read-child");

  private ReportingProcess(Consumer<String> listener, Path errors, ChildProcess child) {
    this.listener = listener;
    this.errors = errors;
    this.child = child;
    this.process = child.process();
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
    Path errors = Files.createTempFile("ashlar-child-", ".err");
    // A short life: the first compiler is enough. A crash is told on standard error.
    List<String> flags =
        List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-XX:ErrorFile=" + errors + ".crash");
    ProcessBuilder builder = ChildJvm.of(flags, main.getName(), args);
    builder.command().addAll(0, prefix);
    ChildProcess child = ChildProcess.start(builder.redirectError(Redirect.to(errors.toFile())));
    ReportingProcess reporting = new ReportingProcess(listener, errors, child);
    reporting.reader.start();
    return reporting;
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
    child.kill();
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
    child.close();
    Files.deleteIfExists(errors);
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
