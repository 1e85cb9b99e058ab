package io.ashlar;

import io.ashlar.ingest.TableWriter;
import io.ashlar.ingest.WriterOptions;
import io.ashlar.load.LoadOptions;
import io.ashlar.load.LoadReport;
import io.ashlar.load.RowSource;
import io.ashlar.lookup.BatchGet;
import io.ashlar.query.BooleanColumn;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.Column;
import io.ashlar.query.DateColumn;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.FloatColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimeColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.query.UuidColumn;
import io.ashlar.schema.Partition;
import io.ashlar.schema.TableSchema;
import io.ashlar.statistics.WarmReport;
import io.ashlar.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A table: column handles and statements. Shared by all threads; the statements it makes are not.
 *
 * <p>Statements made without a transaction run each in one of their own when executed without one.
 * After the table was dropped every use is {@link io.ashlar.error.ClosedException}.
 *
 * <p>Long because each type of column and each statement has a method.
 */
public interface Table {

  /**
   * The name.
   *
   * @return the name
   */
  String name();

  /**
   * The schema as it is now, secondary indexes included. Allocates nothing while it stays as it is.
   *
   * @return the schema, the same object until it changes
   */
  TableSchema schema();

  /**
   * The schema as DDL text, one column or index a line: allocates.
   *
   * @return the text
   */
  String describe();

  /**
   * About how many rows the table has. Commits count what they insert and delete; the count is
   * stored when the database is closed or the table {@linkplain Maintenance#analyze(String)
   * analyzed}, which counts anew. After a process was killed it lacks what changed since it was
   * stored, or is the estimate of the store where it never was; and it does not know of what a
   * rollback to a savepoint took back. Reads nothing.
   *
   * @return the estimate, at least 0
   */
  long estimatedRowCount();

  /**
   * For how long the versions of rows that commits have superseded can still be read.
   *
   * @return the duration, zero when the table keeps no history
   * @see Schema#keepHistory
   */
  Duration historyRetention();

  /**
   * The handle of a column of any type.
   *
   * @param name the name
   * @return the handle
   * @throws io.ashlar.error.SchemaException when there is no such column
   */
  Column column(String name);

  /**
   * The handle of a column of a type that is known.
   *
   * @param <C> the class of the handle
   * @param name the name
   * @param type the class of the handle
   * @return the handle
   * @throws io.ashlar.error.SchemaException when there is no such column, or it has another type
   */
  <C extends Column> C column(String name, Class<C> type);

  /**
   * The handle of a column.
   *
   * @param name the name
   * @return the handle
   * @throws io.ashlar.error.SchemaException when there is no such column, or it has another type
   */
  default BooleanColumn booleanColumn(String name) {
    return column(name, BooleanColumn.class);
  }

  /**
   * The handle of a column.
   *
   * @param name the name
   * @return the handle
   * @throws io.ashlar.error.SchemaException when there is no such column, or it has another type
   */
  default IntColumn intColumn(String name) {
    return column(name, IntColumn.class);
  }

  /**
   * The handle of a column.
   *
   * @param name the name
   * @return the handle
   * @throws io.ashlar.error.SchemaException when there is no such column, or it has another type
   */
  default LongColumn longColumn(String name) {
    return column(name, LongColumn.class);
  }

  /**
   * The handle of a column.
   *
   * @param name the name
   * @return the handle
   * @throws io.ashlar.error.SchemaException when there is no such column, or it has another type
   */
  default FloatColumn floatColumn(String name) {
    return column(name, FloatColumn.class);
  }

  /**
   * The handle of a column.
   *
   * @param name the name
   * @return the handle
   * @throws io.ashlar.error.SchemaException when there is no such column, or it has another type
   */
  default DoubleColumn doubleColumn(String name) {
    return column(name, DoubleColumn.class);
  }

  /**
   * The handle of a column.
   *
   * @param name the name
   * @return the handle
   * @throws io.ashlar.error.SchemaException when there is no such column, or it has another type
   */
  default DecimalColumn decimalColumn(String name) {
    return column(name, DecimalColumn.class);
  }

  /**
   * The handle of a column.
   *
   * @param name the name
   * @return the handle
   * @throws io.ashlar.error.SchemaException when there is no such column, or it has another type
   */
  default StringColumn stringColumn(String name) {
    return column(name, StringColumn.class);
  }

  /**
   * The handle of a column.
   *
   * @param name the name
   * @return the handle
   * @throws io.ashlar.error.SchemaException when there is no such column, or it has another type
   */
  default BytesColumn bytesColumn(String name) {
    return column(name, BytesColumn.class);
  }

  /**
   * The handle of a column.
   *
   * @param name the name
   * @return the handle
   * @throws io.ashlar.error.SchemaException when there is no such column, or it has another type
   */
  default UuidColumn uuidColumn(String name) {
    return column(name, UuidColumn.class);
  }

  /**
   * The handle of a column.
   *
   * @param name the name
   * @return the handle
   * @throws io.ashlar.error.SchemaException when there is no such column, or it has another type
   */
  default DateColumn dateColumn(String name) {
    return column(name, DateColumn.class);
  }

  /**
   * The handle of a column.
   *
   * @param name the name
   * @return the handle
   * @throws io.ashlar.error.SchemaException when there is no such column, or it has another type
   */
  default TimeColumn timeColumn(String name) {
    return column(name, TimeColumn.class);
  }

  /**
   * The handle of a column.
   *
   * @param name the name
   * @return the handle
   * @throws io.ashlar.error.SchemaException when there is no such column, or it has another type
   */
  default TimestampColumn timestampColumn(String name) {
    return column(name, TimestampColumn.class);
  }

  /**
   * The number by which the database tells the rows of a table without primary key apart. It can be
   * read where it is selected, compared and ordered by, and never set: a row keeps the one that it
   * got when it was inserted, and no other row gets it. No name leads to it, and rows that are
   * copied into maps leave it out.
   *
   * @return the handle
   * @throws io.ashlar.error.SchemaException when the table has a primary key
   */
  LongColumn rowNumber();

  /**
   * What numbers the identity column: to be read, moved past numbers that were imported, or
   * restarted.
   *
   * @return the sequence, which has no name and goes with the column or the table
   * @throws io.ashlar.error.SchemaException when the table has no identity column
   */
  Sequence identitySequence();

  /**
   * The partitions that there are, in the order of what they hold; none in a table that is not
   * partitioned.
   *
   * @return the list; allocates
   */
  List<Partition> listPartitions();

  /**
   * Makes the partition for some values ahead of its first row, durably.
   *
   * @param values one value, of its Java type, for each column that decides the partition
   * @return false when there is one
   * @throws io.ashlar.error.SchemaException when the table has no partitions, or a value does not
   *     fit
   */
  boolean createPartition(Object... values);

  /**
   * Makes the partitions by time from the time of the newest commit to a given one, durably, so
   * that no writer has to.
   *
   * @param end a time in the last partition
   * @return how many were absent
   * @throws io.ashlar.error.SchemaException when the table is not partitioned by time, or these are
   *     more than 10,000
   */
  int createPartitionsUntil(Instant end);

  /**
   * Drops a partition with all its rows, durably, in constant time. Waits for transactions that
   * have written to it. Views that are older go on reading it; its space is given back when the
   * last of them has gone. A row that belongs there later makes it anew.
   *
   * @param partition from {@link #listPartitions}
   * @return false when it is gone already
   * @throws io.ashlar.error.SchemaException when the table has no partitions, or has them by hash
   * @throws io.ashlar.error.LockTimeoutException when a transaction that has written to it ran for
   *     too long
   */
  boolean dropPartition(Partition partition);

  /**
   * Drops the partitions by time that have ended before a time, each as {@link #dropPartition}.
   *
   * @param time the time; {@link Instant#MAX} is behind the last partition that there can be
   * @return how many were dropped
   * @throws io.ashlar.error.SchemaException when the table is not partitioned by time
   * @throws io.ashlar.error.LockTimeoutException as {@link #dropPartition}; others may be dropped
   */
  int dropPartitionsBefore(Instant time);

  /**
   * Drops the partitions by numbers that lie below one, each as {@link #dropPartition}. That of the
   * largest number lies below none; {@link #dropPartition} drops it.
   *
   * @param number the number
   * @return how many were dropped
   * @throws io.ashlar.error.SchemaException when the table is not partitioned by numbers
   * @throws io.ashlar.error.LockTimeoutException as {@link #dropPartition}; others may be dropped
   */
  int dropPartitionsBefore(long number);

  /**
   * An insert.
   *
   * @return the statement
   */
  Insert insert();

  /**
   * The same, bound to a transaction.
   *
   * @param transaction the transaction that it runs in
   * @return the statement
   */
  Insert insert(Transaction transaction);

  /**
   * An upsert: inserts the row, or changes the columns that are set of the one that exists.
   *
   * @return the statement
   * @throws io.ashlar.error.SchemaException when the table has no primary key
   */
  Insert upsert();

  /**
   * The same, bound to a transaction.
   *
   * @param transaction the transaction that it runs in
   * @return the statement
   * @throws io.ashlar.error.SchemaException when the table has no primary key
   */
  Insert upsert(Transaction transaction);

  /**
   * An update.
   *
   * @return the statement
   */
  Update update();

  /**
   * The same, bound to a transaction.
   *
   * @param transaction the transaction that it runs in
   * @return the statement
   */
  Update update(Transaction transaction);

  /**
   * A delete.
   *
   * @return the statement
   */
  Delete delete();

  /**
   * The same, bound to a transaction.
   *
   * @param transaction the transaction that it runs in
   * @return the statement
   */
  Delete delete(Transaction transaction);

  /**
   * A read by primary key.
   *
   * @return the statement
   * @throws io.ashlar.error.SchemaException when the table has no primary key
   */
  Get get();

  /**
   * A read by the key of a unique index.
   *
   * @param uniqueIndex the name of the index
   * @return the statement
   * @throws io.ashlar.error.SchemaException when there is no such index, or it is not unique, or it
   *     is partial: keys are unique among the rows that it holds only, and a scan finds those
   */
  Get get(String uniqueIndex);

  /**
   * A read of many rows by primary key.
   *
   * @return the statement
   * @throws io.ashlar.error.SchemaException when the table has no primary key
   */
  BatchGet getAll();

  /**
   * A read of many rows by the key of a unique index.
   *
   * @param uniqueIndex the name of the index
   * @return the statement
   * @throws io.ashlar.error.SchemaException when there is no such index, or it is not unique, or it
   *     is partial: keys are unique among the rows that it holds only, and a scan finds those
   */
  BatchGet getAll(String uniqueIndex);

  /**
   * A scan.
   *
   * @return the description to fill
   */
  Scan scan();

  /**
   * Inserts a row given by column names, in a transaction of its own: allocates.
   *
   * @param values the values in the Java types of their columns
   * @throws io.ashlar.error.SchemaException when a name or type does not fit
   */
  void insertRow(Map<String, ?> values);

  /**
   * Starts a writer, which takes rows from many threads and commits them in batches.
   *
   * @param options how it works
   * @return the writer, which the caller closes
   * @throws io.ashlar.error.IllegalUseException when the database is open for reading only
   * @throws io.ashlar.error.ClosedException when the table was dropped or the database is closed
   */
  TableWriter writer(WriterOptions options);

  /**
   * Loads rows, and returns when they are there, durably. A table that has no rows, no history, no
   * foreign keys of its own and no index that is being built gets them {@linkplain
   * io.ashlar.load.LoadMethod#FILES by files}, unless it has a unique index and duplicates are not
   * refused; every other table gets them by commits. The report says which, and why.
   *
   * <p>By files, other transactions may use the table until the rows are published; then the load
   * waits for them, and fails if one of them has brought rows or changed the schema. Numbers that
   * were drawn for a load that fails are lost.
   *
   * @param rows gives the rows
   * @param options how
   * @return what was done
   * @throws io.ashlar.error.ConstraintException when a row breaks a constraint, or a key is there
   *     twice; by files nothing was changed then, by commits what was committed before stays
   * @throws io.ashlar.error.LimitExceededException when a row or key is too long; as above
   * @throws io.ashlar.error.SchemaChangedException when the table was changed meanwhile; as above
   * @throws io.ashlar.error.WriteConflictException when rows came into the table meanwhile; as
   *     above
   * @throws io.ashlar.error.LockTimeoutException when transactions on the table run for too long;
   *     as above
   * @throws io.ashlar.error.CancelledException when its token was cancelled, or the thread
   *     interrupted during a pause; as above
   * @throws io.ashlar.error.DeadlineExceededException when its time is over; as above
   * @throws io.ashlar.error.OutOfSpaceException when the file system is full; as above
   * @throws io.ashlar.error.WriterUnavailableException the same by commits, or as the log has
   *     failed
   * @throws io.ashlar.error.IllegalUseException when the database is open for reading only
   * @throws io.ashlar.error.ClosedException when the table was dropped or the database is closed
   */
  LoadReport load(RowSource rows, LoadOptions options);

  /**
   * Reads the rows of the table, in the order of their primary key, so that their blocks are in the
   * cache afterwards. Runs in the caller's thread; stops when it has read as much from files as the
   * cache holds.
   *
   * @return what was read
   * @throws io.ashlar.error.ClosedException when the table was dropped or the database is closed
   */
  WarmReport warm();

  /**
   * The same for the rows that a predicate selects, by way of the index that a scan would use.
   *
   * @param predicate the condition, without parameters
   * @return what was read
   * @throws io.ashlar.error.ClosedException when the table was dropped or the database is closed
   * @throws io.ashlar.error.IllegalUseException when the predicate has a parameter
   */
  WarmReport warm(Predicate predicate);
}
