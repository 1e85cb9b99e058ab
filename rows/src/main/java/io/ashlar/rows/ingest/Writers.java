package io.ashlar.rows.ingest;

import io.ashlar.error.ClosedException;
import io.ashlar.error.RowsUnwrittenException;
import io.ashlar.ingest.WriterOptions;
import io.ashlar.rows.wait.CloseDeadline;
import io.ashlar.rows.write.Mutators;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The writers of one database. Shared by all threads. */
public final class Writers {

  /** Those that may run; guarded by itself. */
  private final List<TableWriterHandle> running = new ArrayList<>();

  private boolean closed;

  /** None yet. */
  public Writers() {}

  /**
   * Starts a writer.
   *
   * @param mutators change its table
   * @param options how it works
   * @return the writer, owned by the caller
   * @throws io.ashlar.error.IllegalUseException when the database is open for reading only
   * @throws ClosedException when the table was dropped or the database is closed
   */
  public TableWriterHandle start(Mutators mutators, WriterOptions options) {
    mutators.table().ensureUsable();
    mutators.table().context().ensureWritable();
    synchronized (running) {
      if (closed) {
        throw new ClosedException("The database is closed.");
      }
      running.removeIf(TableWriterHandle::ended);
      TableWriterHandle writer = new TableWriterHandle(mutators, options);
      running.add(writer);
      writer.start();
      return writer;
    }
  }

  /**
   * Whether a thread is that of a writer.
   *
   * @param thread the thread
   * @return true when it is
   */
  public boolean run(Thread thread) {
    return all().stream().anyMatch(writer -> writer.runs(thread));
  }

  private List<TableWriterHandle> all() {
    synchronized (running) {
      return List.copyOf(running);
    }
  }

  /**
   * Closes all writers, and logs what they could not write; none starts any more. While the
   * database is open still. Idempotent.
   *
   * @param deadline until when rows are written
   */
  public void close(CloseDeadline deadline) {
    synchronized (running) {
      closed = true;
    }
    for (TableWriterHandle writer : all()) {
      RowsUnwrittenException unwritten = writer.end(Math.max(0, deadline.remainingNs()));
      if (unwritten != null) {
        LoggerFactory.getLogger(Writers.class)
            .warn("The database is closed over a writer that has not written all.", unwritten);
      }
    }
  }

  /**
   * Waits until none uses anything of the database.
   *
   * @param deadline until when
   * @throws io.ashlar.error.CloseTimeoutException when one does not end in time
   */
  public void awaitEnd(CloseDeadline deadline) {
    all().forEach(writer -> writer.awaitEnd(deadline));
  }
}
