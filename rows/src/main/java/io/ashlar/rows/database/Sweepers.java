package io.ashlar.rows.database;

import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.expire.SweepOptions;
import io.ashlar.expire.Sweeper;
import io.ashlar.rows.table.DatabaseContext;
import java.util.ArrayList;
import java.util.List;

/** The sweepers of one database. Shared by all threads. */
final class Sweepers {

  private final DatabaseContext context;
  private final TableRegistry tables;
  private final PartitionChanges partitions;

  /** Guarded by itself. */
  private final List<SweeperThread> running = new ArrayList<>();

  private boolean closed;

  Sweepers(DatabaseContext context, TableRegistry tables, PartitionChanges partitions) {
    this.context = context;
    this.tables = tables;
    this.partitions = partitions;
  }

  Sweeper start(String name, SweepOptions options) {
    if (name == null || name.isEmpty() || options == null) {
      throw new IllegalUseException("An argument is missing.", "method", "startSweeper");
    }
    synchronized (running) {
      context.ensureWritable();
      running.removeIf(SweeperThread::ended);
      if (running.stream().anyMatch(other -> other.name().equals(name))) {
        throw new IllegalUseException("A sweeper of that name runs.", "name", name);
      }
      SweeperThread sweeper = new SweeperThread(context, tables, partitions, name, options);
      if (closed) {
        throw new ClosedException("The database is closed.");
      }
      running.add(sweeper);
      sweeper.start();
      return sweeper;
    }
  }

  /** Asks all to stop; none starts any more. */
  void stop() {
    synchronized (running) {
      closed = true;
      running.forEach(SweeperThread::stop);
    }
  }

  /** Waits until none uses anything of the database. */
  void awaitEnd() {
    List<SweeperThread> ending;
    synchronized (running) {
      ending = List.copyOf(running);
    }
    ending.forEach(SweeperThread::close);
  }
}
