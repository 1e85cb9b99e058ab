package io.ashlar.fuzz.run;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.Sequence;
import io.ashlar.Table;
import io.ashlar.fuzz.model.Outcome;
import io.ashlar.fuzz.script.Locking;
import io.ashlar.fuzz.script.Step;
import io.ashlar.fuzz.script.schema.Change;
import io.ashlar.schema.Partition;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableChange;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.verify.VerifyResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A database, in memory or in a directory. */
public final class DatabaseSubject implements Subject {

  /** Nobody waits: whoever has a lock is in the same thread. */
  private static final Options OPTIONS =
      Options.builder()
          .durability(Durability.NONE)
          .lockTimeout(Duration.ofMillis(1))
          .maxRetries(0)
          .cacheBytes(8L << 20)
          .memtableBytes(1L << 20)
          .build();

  private static final Duration HISTORY = Duration.ofDays(365);

  private final Path directory;
  private final Sessions sessions = new Sessions();
  private final Scans scans = new Scans(this::versionOf);

  /** Timestamps of the committed states, by their numbers; 0 for the empty one. */
  private final List<Long> timestamps = new ArrayList<>(List.of(0L));

  private final Map<Long, Integer> numbers = new HashMap<>(Map.of(0L, 0));
  private final Rows rows = new Rows(sessions, this::versionOf, this::timestampOf);
  private Database db;

  /**
   * Opens a database.
   *
   * @param directory an empty directory, or null for a database in memory
   */
  public DatabaseSubject(Path directory) {
    this.directory = directory;
    this.db = open();
  }

  private Database open() {
    return directory == null ? Database.inMemory(OPTIONS) : Database.open(directory, OPTIONS);
  }

  private int versionOf(long timestamp) {
    return numbers.getOrDefault(timestamp, -1);
  }

  /** The timestamp of the state so many commits ago. */
  private long timestampOf(int commitsBack) {
    return timestamps.get(Math.max(0, timestamps.size() - 1 - commitsBack));
  }

  @Override
  public boolean noteCommit() {
    try (ReadTransaction view = db.beginRead()) {
      long timestamp = view.readTimestamp();
      timestamps.add(timestamp);
      return numbers.putIfAbsent(timestamp, timestamps.size() - 1) == null;
    }
  }

  @Override
  public Outcome run(Step step) {
    try {
      return Outcome.of(answer(step));
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      return Outcome.failed(e);
    }
  }

  private Object answer(Step step) {
    if (step instanceof Step.InSession inSession) {
      return statement(inSession);
    }
    if (step instanceof Step.Prepare prepare) {
      scans.prepare(db, prepare);
      return null;
    }
    if (step instanceof Step.ReadCursor read) {
      return scans.read(read);
    }
    if (transactional(step)) {
      return null;
    }
    return inDatabase(step);
  }

  private boolean transactional(Step step) {
    if (step instanceof Step.Begin begin) {
      sessions.begin(db, begin.session(), begin.level());
    } else if (step instanceof Step.BeginAsOf begin) {
      sessions.begin(begin.session(), db.beginReadAsOf(timestampOf(begin.commitsBack())));
    } else if (step instanceof Step.Commit commit) {
      sessions.commit(commit.session());
    } else if (step instanceof Step.Rollback rollback) {
      sessions.rollback(rollback.session());
    } else if (step instanceof Step.Savepoint savepoint) {
      sessions.savepoint(savepoint.session());
    } else if (step instanceof Step.RollbackTo rollback) {
      sessions.rollbackTo(rollback.session(), rollback.place());
    } else if (step instanceof Step.Release release) {
      sessions.release(release.session(), release.place());
    } else {
      return false;
    }
    return true;
  }

  private Object statement(Step.InSession step) {
    if (step instanceof Step.Insert
        || step instanceof Step.Update
        || step instanceof Step.Delete
        || step instanceof Step.Get
        || step instanceof Step.GetAll) {
      return rows.run(db, (Step.OnTable) step);
    }
    boolean writes = step instanceof Step.Query query && query.scan().locking() != Locking.NONE;
    return sessions.run(db, step.session(), writes, transaction -> scan(transaction, step));
  }

  private Object scan(ReadTransaction transaction, Step.InSession step) {
    if (step instanceof Step.Query query) {
      return scans.query(db, transaction, query.scan());
    }
    if (step instanceof Step.Run run) {
      return scans.run(transaction, run);
    }
    if (step instanceof Step.OpenCursor open) {
      return scans.open(db, transaction, open);
    }
    if (step instanceof Step.Portions portions) {
      return scans.portions(db, transaction, portions);
    }
    if (step instanceof Step.TurnPages pages) {
      return scans.turnPages(db, transaction, pages);
    }
    if (step instanceof Step.StartReading start) {
      return scans.start(db, transaction, start);
    }
    if (step instanceof Step.GoOnReading reader) {
      return scans.goOn(db, transaction, reader);
    }
    return step instanceof Step.Join join
        ? scans.join(db, transaction, join)
        : Aggregates.run(db, transaction, (Step.Aggregate) step);
  }

  private Object inDatabase(Step step) {
    if (step instanceof Step.CreateTable create) {
      return db.schema().createTable(Schemas.table(create.table())).name();
    }
    if (step instanceof Step.DropTable drop) {
      db.schema().dropTable(drop.table());
    } else if (step instanceof Step.CreateIndex create) {
      Table table = db.table(create.table());
      db.schema().createIndex(create.table(), Schemas.index(create.index(), table::column));
    } else if (step instanceof Step.DropIndex drop) {
      db.schema().dropIndex(drop.table(), drop.index());
    } else if (step instanceof Step.Alter alter) {
      alter(alter);
    } else if (step instanceof Step.Analyze analyze) {
      db.maintenance().analyze(analyze.table());
    } else if (step instanceof Step.KeepHistory keep) {
      db.schema().keepHistory(keep.table(), keep.keep() ? HISTORY : Duration.ZERO);
    } else if (step instanceof Step.Verify) {
      VerifyResult report = db.maintenance().verify();
      return report.clean() ? (Object) report.rows() : report.problems().toString();
    } else if (step instanceof Step.Compact) {
      db.maintenance().compact();
    } else if (step instanceof Step.Reopen) {
      reopen();
    } else {
      return partitionsAndNumbers(step);
    }
    return null;
  }

  private void alter(Step.Alter alter) {
    Table table = db.table(alter.table());
    db.schema()
        .alterTable(
            alter.table(),
            change -> {
              TableChange all = change;
              for (Change each : alter.changes()) {
                all = Schemas.change(table, all, each);
              }
              return all;
            });
  }

  private Object partitionsAndNumbers(Step step) {
    if (step instanceof Step.CreatePartition create) {
      Table table = db.table(create.table());
      List<String> columns = table.schema().partitioning().columns();
      Object[] values = new Object[columns.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] =
            Cells.javaValue(Types.kindOf(table.column(columns.get(i))), create.values().get(i));
      }
      return table.createPartition(values);
    }
    if (step instanceof Step.DropPartition drop) {
      List<Partition> partitions = db.table(drop.table()).listPartitions();
      if (partitions.isEmpty()) {
        return null;
      }
      Partition partition = partitions.get(drop.place() % partitions.size());
      return db.table(drop.table()).dropPartition(partition) ? partition.name() : null;
    }
    if (step instanceof Step.DropPartitionsBefore drop) {
      Table table = db.table(drop.table());
      return (long)
          (drop.bound() instanceof Instant time
              ? table.dropPartitionsBefore(time)
              : table.dropPartitionsBefore((long) (Long) drop.bound()));
    }
    if (step instanceof Step.CreateSequence create) {
      Sequence made =
          db.schema()
              .createSequence(
                  create.name(),
                  SequenceOptions.defaults()
                      .incrementingBy(create.increment())
                      .startingAt(create.start())
                      .reserving(5));
      return made.name();
    }
    return db.sequence(((Step.NextNumber) step).name()).next();
  }

  /** A database in memory would be empty: there only the transactions end. */
  private void reopen() {
    sessions.endAll();
    scans.close();
    if (directory != null) {
      db.close();
      db = open();
    }
  }

  @Override
  public void close() {
    sessions.endAll();
    scans.close();
    db.close();
  }
}
