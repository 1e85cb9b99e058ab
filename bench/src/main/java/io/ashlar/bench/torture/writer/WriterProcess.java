package io.ashlar.bench.torture.writer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ashlar.bench.workload.ChildJvm;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child that writes, and a thread that notes what it says. Used by one other thread. */
public final class WriterProcess implements AutoCloseable {

  private final Acknowledgements told;
  private final Path errors;
  private final Process process;
  private final Thread ender = new Thread(this::end, "end-writer");
  private final Thread reader;

  /** All lines but acknowledgements and refusals; guarded by this object. */
  private final List<String> remarks = new ArrayList<>();

  private WriterProcess(Acknowledgements told, Path errors, Process process) {
    this.told = told;
    this.errors = errors;
    this.process = process;
    reader = new Thread(this::read, "read-writer");
    reader.setDaemon(true);
  }

  /**
   * Starts a child.
   *
   * @param options what it writes
   * @param told receives what it is told
   * @param prefix words in front of its command line, such as a tracer; or none
   * @return the child, to be closed
   * @throws IOException when it cannot be started
   */
  public static WriterProcess start(
      WriterOptions options, Acknowledgements told, List<String> prefix) throws IOException {
    ProcessBuilder builder = ChildJvm.of(WriterMain.class.getName(), options.toWords());
    Path errors = Files.createTempFile("ashlar-writer-", ".err");
    List<String> command = builder.command();
    // A short life: the first compiler is enough. A crash is told on standard error.
    command.addAll(
        1, List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-XX:ErrorFile=" + errors + ".crash"));
    command.addAll(0, prefix);
    Process process = builder.redirectError(Redirect.to(errors.toFile())).start();
    WriterProcess writer = new WriterProcess(told, errors, process);
    Runtime.getRuntime().addShutdownHook(writer.ender);
    writer.reader.start();
    return writer;
  }

  /**
   * Waits until a commit has been acknowledged or the child has ended.
   *
   * @param timeoutMs most milliseconds to wait
   * @return whether one was
   * @throws InterruptedException when interrupted
   */
  public boolean awaitFirst(long timeoutMs) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    while (told.count() == 0 && reader.isAlive() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return told.count() > 0;
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
   * What the child said beside acknowledgements, in its order; see {@code WriterMain}.
   *
   * @return a copy
   */
  public synchronized List<String> remarks() {
    return List.copyOf(remarks);
  }

  /**
   * Why a child that should run has ended.
   *
   * @return its remarks, its exit code and the beginning of its standard error
   * @throws IOException when that cannot be read
   */
  public String explain() throws IOException {
    List<String> lines = Files.readAllLines(errors, UTF_8);
    String code = process.isAlive() ? "running" : "exit code " + process.exitValue();
    return remarks() + " " + code + " " + lines.subList(0, Math.min(5, lines.size()));
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
    try (InputStream in = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n') {
          note(line.toString(UTF_8));
          line.reset();
        } else {
          line.write(next);
        }
      }
    } catch (IOException e) {
      note("X -1 0 the pipe failed: " + e.getMessage());
    }
    // A line without its end may lack digits, so it says nothing.
  }

  private void note(String line) {
    String[] words = line.split(" ", -1);
    switch (words[0]) {
      case "A" -> told.note(Acknowledgement.ofLine(line));
      case "R" -> told.refused(Integer.parseInt(words[1]), Long.parseLong(words[2]));
      default -> {
        synchronized (this) {
          remarks.add(line);
        }
      }
    }
  }
}
