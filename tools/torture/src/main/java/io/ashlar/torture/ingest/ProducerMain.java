package io.ashlar.torture.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.AshlarException;
import io.ashlar.ingest.Acknowledgement;
import io.ashlar.ingest.Priority;
import io.ashlar.ingest.RowFiller;
import io.ashlar.ingest.TableWriter;
import io.ashlar.ingest.WriterOptions;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.ReadTransaction;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The child process: producers submit rows to one writer until the process is killed. Lines on its
 * standard output, each written by one system call:
 *
 * <pre>
 *   A producer number   this row, and so all of this producer before it, was acknowledged
 *   F producer number   a flush has returned that began after this row was submitted
 *   X message           something failed
 * </pre>
 */
final class ProducerMain {

  /** One row in so many is acknowledged. */
  private static final int ONE_ACKNOWLEDGED_IN = 10;

  /** Rows between two flushes of a producer. */
  private static final int ROWS_PER_FLUSH = 700;

  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

  private ProducerMain() {}

  /**
   * Writes until the end.
   *
   * @param args directory, seed, producers, durability
   * @throws InterruptedException never: nobody interrupts it
   */
  public static void main(String[] args) throws InterruptedException {
    ProducerMain main = new ProducerMain();
    try {
      main.run(
          Path.of(args[0]),
          Long.parseLong(args[1]),
          Integer.parseInt(args[2]),
          Durability.valueOf(args[3]));
    } catch (AshlarException e) {
      main.say("X " + describe(e));
    }
  }

  private void run(Path directory, long seed, int producers, Durability durability)
      throws InterruptedException {
    try (Database database = Database.open(directory, Options.defaults())) {
      Table table = ProducedRow.table(database);
      WriterOptions options =
          WriterOptions.defaults()
              .batchRows(200)
              .batchDelay(Duration.ofMillis(2))
              .queueRows(4_000)
              .durability(durability)
              .onFailedRow(row -> say("X " + row.values() + " " + describe(row.failure())));
      try (TableWriter writer = table.writer(options)) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < producers; i++) {
          int producer = i;
          long first = 1 + last(database, table, producer);
          threads.add(
              new Thread(() -> produce(writer, seed, producer, first), "producer-" + producer));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
          thread.join();
        }
      }
    }
  }

  /** The number of the last row of a producer, or -1. */
  private static long last(Database database, Table table, int producer) {
    try (ReadTransaction tx = database.beginRead();
        PreparedScan scan =
            table.scan().where(ProducedRow.PRODUCER.eq(producer)).reverse().limit(1).prepare();
        RowCursor row = scan.open(tx)) {
      return row.next() ? row.getLong(ProducedRow.NUMBER) : -1;
    }
  }

  private void produce(TableWriter writer, long seed, int producer, long first) {
    RowFiller row = writer.insert();
    try {
      for (long number = first; ; number++) {
        row.set(ProducedRow.PRODUCER, producer)
            .set(ProducedRow.NUMBER, number)
            .set(ProducedRow.PAYLOAD, ProducedRow.payload(seed, producer, number));
        boolean taken =
            number % ONE_ACKNOWLEDGED_IN == 0
                ? row.submit(Priority.NORMAL, told(producer, number))
                : row.submit();
        assert taken : "nothing is dropped";
        if ((number - first) % ROWS_PER_FLUSH == ROWS_PER_FLUSH - 1) {
          writer.flush();
          say("F " + producer + " " + number);
        }
      }
    } catch (AshlarException e) {
      say("X " + describe(e));
    }
  }

  private Acknowledgement told(int producer, long number) {
    return new Acknowledgement() {
      @Override
      public void written(long timestamp) {
        say("A " + producer + " " + number);
      }

      @Override
      public void failed(AshlarException failure) {
        say("X " + describe(failure));
      }
    };
  }

  private static String describe(AshlarException failure) {
    return (failure.getClass().getSimpleName() + ": " + failure.getMessage()).replace('\n', ' ');
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
