package io.ashlar;

import io.ashlar.expire.SweepOptions;
import io.ashlar.expire.Sweeper;
import io.ashlar.index.IndexBuild;
import io.ashlar.index.IndexBuildOptions;
import io.ashlar.rows.database.Databases;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableChange;
import io.ashlar.schema.TableSchema;
import io.ashlar.statistics.CacheStatistics;
import io.ashlar.statistics.MemoryReport;
import io.ashlar.statistics.TableStatistics;
import io.ashlar.verify.VerifyOptions;
import io.ashlar.verify.VerifyResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An open database. Shared by all threads.
 *
 * <p>Closing it ends everything that was made from it: transactions that are still open are rolled
 * back and named in the log; later use of any of it is {@link io.ashlar.error.ClosedException}.
 */
public interface Database extends AutoCloseable {

  /**
   * Opens the database in a directory with the default options, and creates it when the directory
   * is empty or missing.
   *
   * @param directory the directory
   * @return the database, to be closed by the caller
   * @throws io.ashlar.error.StoreOpenException when it is in use, unreadable, of another format,
   *     not a database, or a JVM flag is missing; nothing was changed
   * @throws io.ashlar.error.CorruptionException when files are damaged, or less was recovered than
   *     was known to be durable
   */
  static Database open(Path directory) {
    return open(directory, Options.defaults());
  }

  /**
   * Opens the database in a directory.
   *
   * @param directory the directory
   * @param options how
   * @return the database, to be closed by the caller
   * @throws io.ashlar.error.StoreOpenException as for {@link #open(Path)}
   * @throws io.ashlar.error.CorruptionException as for {@link #open(Path)}
   */
  static Database open(Path directory, Options options) {
    return Databases.open(directory, options);
  }

  /**
   * Accepts that a database has lost commits that were durable, because its log was damaged. {@link
   * #open(Path)} refuses such a database with {@link io.ashlar.error.CorruptionException} until
   * somebody has said that what is left is better than nothing. What is left is a prefix of commit
   * order. Reads everything once.
   *
   * @param directory the directory; nobody may have it open
   * @return what was given up, as far as it can be known
   * @throws io.ashlar.error.IllegalUseException when nothing is lost; nothing was changed
   * @throws io.ashlar.error.StoreOpenException as for {@link #open(Path)}
   * @throws io.ashlar.error.CorruptionException when files are damaged in another way, which no
   *     repair can mend
   * @throws io.ashlar.error.OutOfSpaceException when the file system is full
   */
  static RepairReport repair(Path directory) {
    return Databases.repair(directory);
  }

  /**
   * A database in memory, for tests of applications: the same behaviour, no files, nothing kept.
   *
   * @return the database, to be closed by the caller
   */
  static Database inMemory() {
    return Databases.inMemory(Options.defaults());
  }

  /**
   * Creates a table with its indexes, durably.
   *
   * @param schema the table
   * @return the table
   * @throws io.ashlar.error.SchemaException when there is a table of that name
   */
  Table createTable(TableSchema schema);

  /**
   * Drops a table with its rows and indexes, durably. Waits for running transactions on it.
   *
   * @param name the table
   * @throws io.ashlar.error.SchemaException when there is no such table
   * @throws io.ashlar.error.LockTimeoutException when transactions on it ran for too long; nothing
   *     was changed
   */
  void dropTable(String name);

  /**
   * The table of a name.
   *
   * @param name the name
   * @return the table, the same object each time
   * @throws io.ashlar.error.SchemaException when there is none
   */
  Table table(String name);

  /**
   * The table of a name, if there is one.
   *
   * @param name the name
   * @return the table
   */
  Optional<Table> findTable(String name);

  /**
   * The names of all tables.
   *
   * @return the names in alphabetical order
   */
  List<String> tables();

  /**
   * Creates an index and fills it from the rows there are, durably, and returns when statements may
   * read it. Others read and write the table meanwhile; it is locked for a moment at the beginning
   * and at the end. Interrupting the thread does not stop the build.
   *
   * @param table the name of the table
   * @param index the index
   * @throws io.ashlar.error.SchemaException when the table does not exist, has an index of that
   *     name, or lacks a column
   * @throws io.ashlar.error.ConstraintException when the index is unique and two rows have the same
   *     key; the table is as it was
   * @throws io.ashlar.error.LockTimeoutException when transactions on the table ran for too long;
   *     nothing was changed
   */
  void createIndex(String table, IndexSchema index);

  /**
   * Begins to create an index: from the return on writers keep it in step, and a thread of the
   * database, {@code ashlar-index-build}, gives the other rows their entries. A table of few rows
   * is done with on return. While a unique index is built, a statement that would give a row the
   * key of another row that has its entry already is refused, as it will be later.
   *
   * <p>The build locks the rows that it looks at, some at a time and never waiting for one row
   * while it holds another. A transaction whose view is older than that may therefore get a {@link
   * io.ashlar.error.WriteConflictException} for a row that nobody else has changed, and a {@link
   * io.ashlar.error.SchemaChangedException} when it is older than the beginning or the end.
   *
   * @param table the name of the table
   * @param index the index
   * @param options how it is built
   * @return the build
   * @throws io.ashlar.error.SchemaException as {@link #createIndex}
   * @throws io.ashlar.error.ConstraintException as {@link #createIndex}, in a table of few rows
   * @throws io.ashlar.error.LockTimeoutException as {@link #createIndex}
   */
  IndexBuild startIndexBuild(String table, IndexSchema index, IndexBuildOptions options);

  /**
   * The builds of indexes that are under way, or have stopped without having ended.
   *
   * @return the builds in the order of their beginning
   */
  List<IndexBuild> indexBuilds();

  /**
   * Goes on with builds that a failure has stopped. Those that a close or a crash has cut short go
   * on by themselves when the database is opened, unless it is opened for reading only.
   *
   * @return the builds that go on
   */
  List<IndexBuild> resumeIndexBuilds();

  /**
   * Drops an index, or gives up its build, durably. Waits for running transactions on the table.
   * Its space is given back when no transaction can see it any more.
   *
   * @param table the name of the table
   * @param index the name of the index
   * @throws io.ashlar.error.SchemaException when either does not exist
   * @throws io.ashlar.error.LockTimeoutException when transactions on the table ran for too long;
   *     nothing was changed
   */
  void dropIndex(String table, String index);

  /**
   * Changes a table, durably and as a whole: columns, checks, names. Waits for running transactions
   * on it. Rows are not rewritten; they are read where a constraint is added. A transaction that
   * began before and writes to the table fails with {@link io.ashlar.error.SchemaChangedException},
   * which is retryable; one that only reads goes on with the table as it was.
   *
   * @param table the name of the table
   * @param change adds the steps to the change and returns it
   * @throws io.ashlar.error.SchemaException when there is no such table, or a step is illegal; the
   *     facts name the column and what is against it; nothing was changed
   * @throws io.ashlar.error.ConstraintException when rows violate a constraint that is added; the
   *     facts name the first keys; nothing was changed
   * @throws io.ashlar.error.LockTimeoutException when transactions on the table ran for too long;
   *     nothing was changed
   */
  void alterTable(String table, UnaryOperator<TableChange> change);

  /**
   * Creates a sequence, durably.
   *
   * @param name its name
   * @param options how it counts
   * @return the sequence
   * @throws io.ashlar.error.SchemaException when the name is no name, or there is a sequence of
   *     that name
   */
  Sequence createSequence(String name, SequenceOptions options);

  /**
   * Drops a sequence, durably.
   *
   * @param name its name
   * @throws io.ashlar.error.SchemaException when there is no such sequence
   */
  void dropSequence(String name);

  /**
   * The sequence of a name.
   *
   * @param name the name
   * @return the sequence, the same object each time
   * @throws io.ashlar.error.SchemaException when there is none
   */
  Sequence sequence(String name);

  /**
   * The names of all sequences; those of identity columns have none.
   *
   * @return the names in alphabetical order
   */
  List<String> sequences();

  /**
   * Reads a table and its indexes from end to end, at one view, and keeps what the planner weighs
   * its choices by: rows, different values, nulls, and how values are spread. The statistics are
   * stored durably and used from here on, also by scans that are prepared already; they stay as
   * they are until the next analysis. Runs beside transactions, blocks none, and rests as long as
   * it works. An index that is made later has no statistics until the next analysis.
   *
   * @param table the name of the table
   * @throws io.ashlar.error.SchemaException when there is no such table
   * @throws io.ashlar.error.IllegalUseException when the database is read-only
   * @throws io.ashlar.error.ClosedException when the table is dropped or the database closed
   *     meanwhile
   */
  void analyze(String table);

  /** {@linkplain #analyze(String) Analyzes} all tables, one after the other. */
  void analyze();

  /**
   * Has a table keep the versions of its rows that commits supersede, so that {@link
   * #beginReadAsOf(long)} can read them; or changes for how long; or ends it. Waits for the
   * transactions on the table. A longer retention does not bring back what an earlier, shorter one
   * has given up.
   *
   * <p>Each update and delete of the table then writes the version that it ends as well: about a
   * third more time, and the space of every version that is kept. Versions go in some 16 steps of a
   * sixteenth of the retention each, a second at least.
   *
   * @param table the name of the table
   * @param retention how long each version is kept at least after it was superseded; zero ends the
   *     history and gives its space back
   * @throws io.ashlar.error.IllegalUseException when the retention is negative or longer than 100
   *     years, or the database was opened for reading only
   * @throws io.ashlar.error.SchemaException when there is no such table, or it has partitions
   * @throws io.ashlar.error.LockTimeoutException when transactions on the table ran for too long
   */
  void keepHistory(String table, Duration retention);

  /**
   * Begins a transaction at the level of the options. Its view is taken at its first statement.
   *
   * @return the transaction, to be closed by the caller
   */
  Transaction begin();

  /**
   * Begins a transaction.
   *
   * @param level its isolation level
   * @return the transaction, to be closed by the caller
   */
  Transaction begin(IsolationLevel level);

  /**
   * Begins a read-only transaction on everything that has been acknowledged to anyone.
   *
   * @return the transaction, to be closed by the caller
   */
  ReadTransaction beginRead();

  /**
   * Begins a read-only transaction on everything that is known to survive a power cut.
   *
   * @return the transaction, to be closed by the caller
   */
  ReadTransaction beginReadDurable();

  /**
   * Begins a read-only transaction that sees tables as they were at an earlier time, with their
   * columns of today. Only tables that {@linkplain #keepHistory keep their history} can be read,
   * and only by their primary key: by {@code get()}, and by scans, which walk the primary key
   * whatever index there is.
   *
   * @param timestamp a commit timestamp, as {@link Transaction#commit}, {@link
   *     ReadTransaction#readTimestamp} and {@code row.version()} give it: everything committed up
   *     to it is seen
   * @return the transaction, owned by the caller
   * @throws io.ashlar.error.HistoryUnavailableException when the time lies beyond the newest
   *     acknowledged commit; by later reads, when a table keeps no history of that time
   * @throws io.ashlar.error.ClosedException when the database is closed
   */
  ReadTransaction beginReadAsOf(long timestamp);

  /**
   * The same for a time of the clock: everything committed up to the end of that millisecond is
   * seen.
   *
   * @param time the time; not beyond the newest acknowledged commit, as commits that are under way
   *     may still come to lie before it
   * @return the transaction, owned by the caller
   * @throws io.ashlar.error.HistoryUnavailableException as above
   * @throws io.ashlar.error.ClosedException when the database is closed
   */
  ReadTransaction beginReadAsOf(Instant time);

  /**
   * Runs a body in a transaction and commits it; runs it again, a bounded number of times, when it
   * fails with a {@link io.ashlar.error.RetryableException}. May not be nested.
   *
   * @param body the work
   * @param <X> the checked exception that it may throw
   * @throws X what the body threw; nothing of it was kept
   * @throws io.ashlar.error.RetryableException when every try failed
   * @throws io.ashlar.error.CommitOutcomeUnknownException at once; never tried again
   * @throws io.ashlar.error.IllegalUseException when called from within a body
   */
  <X extends Exception> void transact(TransactionAction<X> body) throws X;

  /**
   * The same with a result.
   *
   * @param level the isolation level
   * @param body the work
   * @param <T> the type of the result
   * @param <X> the checked exception that it may throw
   * @return what the last run of the body returned
   * @throws X what the body threw; nothing of it was kept
   */
  <T, X extends Exception> T transact(IsolationLevel level, TransactionBody<T, X> body) throws X;

  /**
   * Runs a body as {@link #transact(TransactionAction)} does, and gives up when a deadline is over
   * or a token is cancelled.
   *
   * @param limits when to give up
   * @param body the work
   * @param <X> the checked exception that it may throw
   * @throws X what the body threw; nothing of it was kept
   * @throws io.ashlar.error.DeadlineExceededException when the time is over; nothing was kept
   * @throws io.ashlar.error.CancelledException when it was cancelled; nothing was kept
   */
  <X extends Exception> void transact(TransactionLimits limits, TransactionAction<X> body) throws X;

  /**
   * The same with an isolation level and a result.
   *
   * @param level the isolation level
   * @param limits when to give up
   * @param body the work
   * @param <T> the type of the result
   * @param <X> the checked exception that it may throw
   * @return what the last run of the body returned
   * @throws X what the body threw; nothing of it was kept
   */
  <T, X extends Exception> T transact(
      IsolationLevel level, TransactionLimits limits, TransactionBody<T, X> body) throws X;

  /**
   * Compares every row with every index entry, both ways, at one view, and looks for orphans.
   *
   * @return what was found
   */
  VerifyReport verify();

  /**
   * Checks a database that is in use: checksums of files, the catalog, rows against index entries,
   * entries against rows, and keyspaces that belong to nothing. Reads some rows at a time, each
   * time at a view of its own, so that it holds no old versions; throttled, in parts, and with
   * repair as the options say. Blocks until it is done; an interrupt ends it.
   *
   * @param options what and how
   * @return what was found
   * @throws io.ashlar.error.SchemaException when a table that is named does not exist
   * @throws io.ashlar.error.IllegalUseException when the position to go on from is not one, the
   *     database is read-only and should be repaired, or the thread is interrupted (fact {@code
   *     interrupted=true}; the flag stays set)
   */
  VerifyResult verify(VerifyOptions options);

  /**
   * Makes every commit durable that was ordered before this call: those that were acknowledged
   * without an fsync, and {@linkplain Transaction#commitAsync() asynchronous} ones, whose results
   * complete soon after.
   *
   * @throws io.ashlar.error.CommitOutcomeUnknownException when the log fails
   * @throws io.ashlar.error.StorePoisonedException when it failed before
   */
  void flush();

  /**
   * Gives back the space on disk of rows that were changed or deleted, as far as no open
   * transaction sees them any more. The database does so by itself little by little; this does it
   * at once. Blocks until it is done, which may take minutes for a large database, and reads and
   * writes all of its files; others go on meanwhile, and a close waits for it.
   *
   * @throws io.ashlar.error.IllegalUseException when the database is read-only
   * @throws io.ashlar.error.OutOfSpaceException when the file system is full
   * @throws io.ashlar.error.StorePoisonedException when the log has failed
   */
  void compact();

  /**
   * Counters and sizes.
   *
   * @return what they are now: allocates
   */
  DatabaseStatistics statistics();

  /**
   * Drops the partitions that their tables keep no longer, judged by the time of the newest commit.
   * Does not wait: a partition that somebody writes to is left to the next call.
   *
   * @return how many were dropped
   * @throws io.ashlar.error.IllegalUseException when the database is read-only
   */
  int expire();

  /**
   * Starts to remove expired rows and partitions in the background.
   *
   * @param name names it and its thread; no other that runs may have it
   * @param options how fast
   * @return the sweeper, which runs until it or the database is closed
   * @throws io.ashlar.error.IllegalUseException when one of that name runs, an argument is missing,
   *     or the database is read-only
   */
  Sweeper startSweeper(String name, SweepOptions options);

  /**
   * What was done to each table and index since the database was opened or the counters were
   * {@linkplain #resetTableStatistics reset}, and their sizes.
   *
   * @return a line for each table, by name, followed by one for each of its indexes; looks at the
   *     list of all files; allocates
   */
  List<TableStatistics> tableStatistics();

  /** Sets the counters of all tables and indexes to zero. */
  void resetTableStatistics();

  /**
   * How the caches have served since the database was opened. A database in memory has none for
   * blocks.
   *
   * @return the counters now; allocates
   */
  CacheStatistics cacheStatistics();

  /**
   * What the memory of the database holds, by part, and what lies outside of its bounds.
   *
   * @return the figures now; allocates
   */
  MemoryReport memory();

  /**
   * Ends everything, makes what was committed durable, and closes the files. Asynchronous commits
   * that are outstanding complete. Idempotent.
   *
   * @throws io.ashlar.error.StoreIoException when the last sync of the log failed, as it does once
   *     the log has failed before; all is closed and freed nevertheless
   */
  @Override
  void close();
}
