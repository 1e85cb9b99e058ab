package io.ashlar.torture.writer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ashlar.Database;
import io.ashlar.error.AshlarException;
import io.ashlar.error.CommitOutcomeUnknownException;
import io.ashlar.transaction.Durability;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The child process: runs the writers until it is killed, or until all of them have failed. Lines
 * on its standard output, each written by one system call behind what it reports:
 *
 * <pre>
 *   A thread sequence timestamp durability nanos   acknowledged
 *   R thread sequence                              refused for want of space
 *   U thread sequence type: message                its outcome is unknown
 *   X thread sequence type: message                any other failure
 *   V same | V message                             what an old view read when all had failed
 *   C closed | C type: message                     how the close went after that
 *   O type: message                                the store could not be opened
 * </pre>
 */
final class WriterMain implements CommitListener {

  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

  private WriterMain() {}

  /**
   * Writes until the end.
   *
   * @param args the words of {@link WriterOptions}
   * @throws InterruptedException never: nobody interrupts it
   */
  public static void main(String[] args) throws InterruptedException {
    new WriterMain().write(WriterOptions.ofWords(args));
  }

  private void write(WriterOptions options) throws InterruptedException {
    Database database;
    try {
      database = Database.open(options.directory(), options.storeOptions());
    } catch (AshlarException e) {
      say("O " + describe(e));
      return;
    }
    try {
      runWriters(database, options);
    } catch (AshlarException e) {
      say("X -1 0 " + describe(e));
    }
    try {
      database.close();
      say("C closed");
    } catch (AshlarException e) {
      say("C " + describe(e));
    }
  }

  private void runWriters(Database database, WriterOptions options) throws InterruptedException {
    try (WriterCrew crew = WriterCrew.start(database, options, this)) {
      crew.join();
      try {
        say(crew.viewUnchanged() ? "V same" : "V the view reads other rows than before");
      } catch (AshlarException e) {
        say("V " + describe(e));
      }
    }
  }

  @Override
  public void acknowledged(
      int thread, long sequence, long timestamp, Durability durability, long nanos) {
    say(new Acknowledgement(thread, sequence, timestamp, durability, nanos).toLine());
  }

  @Override
  public void refused(int thread, long sequence) {
    say("R " + thread + " " + sequence);
  }

  @Override
  public void failed(int thread, long sequence, RuntimeException failure) {
    boolean unknown = failure instanceof CommitOutcomeUnknownException;
    say((unknown ? "U " : "X ") + thread + " " + sequence + " " + describe(failure));
  }

  private static String describe(RuntimeException failure) {
    String message = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    return message.replace('\n', ' ');
  }

  /** A short line is one write to the pipe, which the kernel does not tear or interleave. */
  private void say(String line) {
    try {
      out.write((line + "\n").getBytes(US_ASCII));
    } catch (IOException e) {
      // Nobody listens any more, so nobody wants this process either.
      Runtime.getRuntime().halt(1);
      throw new UncheckedIOException(e);
    }
  }
}
