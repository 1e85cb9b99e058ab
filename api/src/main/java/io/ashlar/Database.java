package io.ashlar;

import io.ashlar.transaction.CheckedTransactionBody;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.transaction.TransactionAction;
import io.ashlar.transaction.TransactionBody;
import io.ashlar.transaction.TransactionLimits;
import io.ashlar.verify.RepairReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

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
   *     not a database, when the JVM lets nobody load a native library ({@code
   *     --illegal-native-access=deny}; the message names the flag and the attribute of a manifest
   *     that allow it), or when {@link io.ashlar.statistics.BufferAccess} is asked for what cannot
   *     be had; nothing was changed
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
    return DatabaseProvider.installed().open(directory, options);
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
    return DatabaseProvider.installed().repair(directory);
  }

  /**
   * A database in memory, for tests of applications: the same behaviour, no files, nothing kept.
   *
   * @return the database, to be closed by the caller
   * @throws io.ashlar.error.StoreOpenException when {@link io.ashlar.statistics.BufferAccess} is
   *     asked for what cannot be had
   */
  static Database inMemory() {
    return inMemory(Options.defaults());
  }

  /**
   * The same with options.
   *
   * @param options how; those of files and of durability do not matter
   * @return the database, to be closed by the caller
   * @throws io.ashlar.error.StoreOpenException as for {@link #inMemory()}
   */
  static Database inMemory(Options options) {
    return DatabaseProvider.installed().inMemory(options);
  }

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
   * The sequence of a name.
   *
   * @param name the name
   * @return the sequence, the same object each time
   * @throws io.ashlar.error.SchemaException when there is none
   */
  Sequence sequence(String name);

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

  /** {@return a read-only transaction on all that was acknowledged to anyone, to be closed} */
  ReadTransaction beginRead();

  /** {@return a read-only transaction on all that survives a power cut, to be closed} */
  ReadTransaction beginReadDurable();

  /**
   * Begins a read-only transaction that sees tables as they were at an earlier time, with their
   * columns of today. Only tables that {@linkplain Schema#keepHistory keep their history} can be
   * read, and only by their primary key: by {@code get()}, and by scans, aggregates and groups,
   * which walk the primary key whatever index there is.
   *
   * @param timestamp a commit timestamp, as {@link Transaction#commit}, {@link
   *     ReadTransaction#readTimestamp} and {@code row.version()} give it: everything committed up
   *     to it is seen
   * @return the transaction, owned by the caller
   * @throws io.ashlar.error.HistoryUnavailableException when no commit can have the time, which is
   *     zero or less, or it lies in the future; by later reads, when a table keeps no history of
   *     that time
   * @throws io.ashlar.error.ClosedException when the database is closed
   */
  ReadTransaction beginReadAsOf(long timestamp);

  /**
   * The same for a time of the clock: everything committed up to the end of that millisecond is
   * seen.
   *
   * @param time the time, by the clock of commits, which may be ten seconds ahead after a crash;
   *     the end of the present millisecond is waited for, so that it shows the same ever after
   * @return the transaction, owned by the caller
   * @throws io.ashlar.error.HistoryUnavailableException as above
   */
  ReadTransaction beginReadAsOf(Instant time);

  /**
   * Runs a body in a transaction and commits it; runs it again, a bounded number of times, when it
   * fails with a {@link io.ashlar.error.RetryableException}. May not be nested. Whatever else the
   * body throws reaches the caller, and nothing of its work is kept.
   *
   * @param body the work
   * @throws io.ashlar.error.RetryableException when every try failed
   * @throws io.ashlar.error.CommitOutcomeUnknownException at once; never tried again
   * @throws io.ashlar.error.IllegalUseException when called from within a body
   */
  void transact(TransactionAction body);

  /**
   * The same with a result.
   *
   * @param level the isolation level
   * @param body the work
   * @param <T> the type of the result
   * @return what the last run of the body returned
   */
  <T> T transact(IsolationLevel level, TransactionBody<T> body);

  /**
   * Runs a body as {@link #transact(TransactionAction)} does, and gives up when a deadline is over
   * or a token is cancelled.
   *
   * @param limits when to give up
   * @param body the work
   * @throws io.ashlar.error.DeadlineExceededException when the time is over; nothing was kept
   * @throws io.ashlar.error.CancelledException when it was cancelled; nothing was kept
   */
  void transact(TransactionLimits limits, TransactionAction body);

  /**
   * The same with an isolation level and a result.
   *
   * @param level the isolation level
   * @param limits when to give up
   * @param body the work
   * @param <T> the type of the result
   * @return what the last run of the body returned
   */
  <T> T transact(IsolationLevel level, TransactionLimits limits, TransactionBody<T> body);

  /**
   * The same for a body that throws a checked exception.
   *
   * @param level the isolation level
   * @param limits when to give up; {@link TransactionLimits#none()} for never
   * @param body the work
   * @param <T> the type of the result
   * @param <X> the checked exception that it may throw
   * @return what the last run of the body returned
   * @throws X what the body threw; nothing of it was kept
   */
  <T, X extends Exception> T transactChecked(
      IsolationLevel level, TransactionLimits limits, CheckedTransactionBody<T, X> body) throws X;

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
   * Which tables, indexes and sequences there are, and how they change.
   *
   * @return the schema, the same object each time
   */
  Schema schema();

  /**
   * What keeps the database in good order: analysis, checks, the removal of what is over.
   *
   * @return the same object each time
   */
  Maintenance maintenance();

  /**
   * What the database tells of itself.
   *
   * @return the monitor, the same each time
   */
  Monitor monitor();

  /**
   * Ends everything, makes what was committed durable, and closes the files. Asynchronous commits
   * that are outstanding complete. Idempotent; where another thread is closing it waits for that,
   * but for the listener of an index build, for which that thread waits. An interrupt does not cut
   * it short. After an exception it can be called again, for what was not freed.
   *
   * @throws io.ashlar.error.CloseTimeoutException see {@link Options.Builder#closeTimeout}
   * @throws io.ashlar.error.StoreIoException when the last sync failed; all is freed nevertheless
   */
  @Override
  void close();
}
