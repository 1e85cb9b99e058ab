package io.ashlar.rows.upkeep;

import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.expire.SweepOptions;
import io.ashlar.expire.Sweeper;
import io.ashlar.rows.ddl.PartitionChanges;
import io.ashlar.rows.ddl.TableRegistry;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.wait.CloseDeadline;
import java.util.ArrayList;
import java.util.List;

/** The sweepers of one database. Shared by all threads. */
public final class Sweepers {

  private final DatabaseContext context;
  private final TableRegistry tables;
  private final PartitionChanges partitions;

  /** Those that run or have failed, and some that were stopped; guarded by itself. */
  private final List<SweeperThread> running = new ArrayList<>();

  private boolean closed;

  /**
   * Made by the database, once.
   *
   * @param context the database
   * @param tables its tables
   * @param partitions drops partitions that are kept no longer
   */
  public Sweepers(DatabaseContext context, TableRegistry tables, PartitionChanges partitions) {
    this.context = context;
    this.tables = tables;
    this.partitions = partitions;
  }

  /**
   * Starts a sweeper.
   *
   * @param name its name
   * @param options how it sweeps
   * @return the sweeper, which runs until somebody closes it
   * @throws IllegalUseException when the name is empty, or a sweeper of that name runs
   * @throws ClosedException when the database is closed
   */
  public Sweeper start(String name, SweepOptions options) {
    if (name.isEmpty()) {
      throw new IllegalUseException("A sweeper needs a name.", "name", name);
    }
    synchronized (running) {
      context.ensureWritable();
      running.removeIf(other -> other.forgotten() || (other.name().equals(name) && other.ended()));
      if (running.stream().anyMatch(other -> other.name().equals(name))) {
        throw new IllegalUseException("A sweeper of that name runs.", "name", name);
      }
      SweeperThread sweeper = new SweeperThread(context, tables, partitions, name, options);
      if (closed) {
        throw new ClosedException("The database is closed.");
      }
      running.add(sweeper);
      boolean started = false;
      try {
        sweeper.start();
        started = true;
      } finally {
        if (!started) {
          running.remove(sweeper);
        }
      }
      return sweeper;
    }
  }

  /**
   * Those that run, and those that a failure has ended.
   *
   * @return a copy
   */
  public List<Sweeper> all() {
    synchronized (running) {
      running.removeIf(SweeperThread::forgotten);
      return List.copyOf(running);
    }
  }

  /** Asks all to stop; none starts any more. */
  public void stop() {
    synchronized (running) {
      closed = true;
      running.forEach(SweeperThread::stop);
    }
  }

  /**
   * Waits until none uses anything of the database.
   *
   * @param deadline until when
   * @throws io.ashlar.error.CloseTimeoutException when one does not end in time
   */
  public void awaitEnd(CloseDeadline deadline) {
    List<SweeperThread> ending;
    synchronized (running) {
      ending = List.copyOf(running);
    }
    ending.forEach(sweeper -> sweeper.awaitEnd(deadline));
  }
}
