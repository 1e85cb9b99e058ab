package io.ashlar.torture.writer;

import io.ashlar.torture.ReportingProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child that writes, and a thread that notes what it says. Used by one other thread. */
public final class WriterProcess implements AutoCloseable {

  private final Acknowledgements told;
  private final ReportingProcess process;

  /** All lines but acknowledgements and refusals; guarded by this object. */
  private final List<String> remarks = new ArrayList<>();

  private WriterProcess(WriterOptions options, Acknowledgements told, List<String> prefix)
      throws IOException {
    this.told = told;
    process = ReportingProcess.start(WriterMain.class, options.toWords(), prefix, this::note);
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
    return new WriterProcess(options, told, prefix);
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
    while (told.count() == 0 && process.listening() && System.nanoTime() < end) {
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
    return process.running();
  }

  /**
   * Sends SIGKILL and waits for the end, and for all that is still in the pipe.
   *
   * @throws InterruptedException when interrupted
   */
  public void kill() throws InterruptedException {
    process.kill();
  }

  /**
   * Waits for the child to end by itself.
   *
   * @param seconds how long
   * @return whether it has
   * @throws InterruptedException when interrupted
   */
  public boolean awaitEnd(long seconds) throws InterruptedException {
    return process.awaitEnd(seconds);
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
    return remarks() + " " + process.explain();
  }

  @Override
  public void close() throws IOException {
    process.close();
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
