package io.ashlar.ingest;

/**
 * Writes rows of one table in batches, behind the backs of those who submit them. Started by {@link
 * io.ashlar.Table#writer}; shared by all threads.
 *
 * <p>A row that is submitted waits in a queue off the heap. A batch is committed as soon as it has
 * the rows or bytes of one, its first row has waited long enough, somebody flushes, or the queue
 * has no room for another row, by a thread named {@code ashlar-write-TABLE-NUMBER}, of which there
 * is one unless {@link WriterOptions#concurrency} says otherwise. Each row is a statement of its
 * own in the transaction of its batch, at {@code READ_COMMITTED}: the outcome is that of the rows
 * executed one after the other, wherever one batch ends and the next begins.
 *
 * <p><b>Order.</b> With one thread all rows are written in the order in which they were submitted,
 * whoever submitted them. With several, rows with equal primary keys are, and so are the rows of
 * one producer that fall to the same thread: rows are dealt out by a hash of their primary key, and
 * those whose key the database generates by their filler. Rows that fall to different threads are
 * committed in any order, also where one producer submitted them; what must come after its
 * predecessor, such as a row that references another one, needs one thread, or a flush in between.
 * A reader who sees a row of a batch sees all of it.
 *
 * <p><b>Failures.</b> A row that breaks a constraint, or that the table cannot take any more since
 * its schema was changed, costs itself alone and goes to the handler. A batch that loses against
 * another transaction is tried again as often as {@link io.ashlar.Options.Builder#maxRetries(int)}
 * says, then in halves, until the row is found that is in the way. When the store itself refuses,
 * because its disk is full, say, the writer keeps what it has, refuses or drops what comes, and
 * tries again after a time ({@link BreakerState}). Where it is not known whether a commit came
 * about, its rows go to the handler and are not tried again.
 *
 * <p>Rows that wait are lost with the process. A close writes them.
 */
public interface TableWriter extends AutoCloseable {

  /**
   * Fills rows that are inserted.
   *
   * @return a new filler, for one producer
   * @throws io.ashlar.error.ClosedException when the writer or the database is closed, or the table
   *     was dropped
   */
  RowFiller insert();

  /**
   * Fills rows that are inserted, or change the columns that are set of the one that exists.
   *
   * @return a new filler, for one producer
   * @throws io.ashlar.error.SchemaException when the table has no primary key
   * @throws io.ashlar.error.ClosedException as {@link #insert}
   */
  RowFiller upsert();

  /**
   * Fills primary keys whose rows are deleted: columns of the primary key are set, all of them and
   * no others.
   *
   * @return a new filler, for one producer
   * @throws io.ashlar.error.SchemaException when the table has no primary key
   * @throws io.ashlar.error.ClosedException as {@link #insert}
   */
  RowFiller delete();

  /**
   * Has all rows written that were submitted before this call, by whomever, and returns when each
   * of them is as durable as the writer was asked for, or was dropped or given to the handler.
   * Allocates.
   *
   * @throws io.ashlar.error.WriterUnavailableException when the store refuses writes; the rows go
   *     on waiting
   * @throws io.ashlar.error.CancelledException when the thread is interrupted, whose flag stays
   *     set; the rows are written nevertheless
   * @throws io.ashlar.error.IllegalUseException on a thread of the writer
   */
  void flush();

  /**
   * What the writer does and has done.
   *
   * @return the numbers now; allocates; after the close too
   */
  WriterStatistics statistics();

  /**
   * Takes no more rows, writes those that wait, and ends the writer's threads. A store that refuses
   * writes is asked once more. What is not written within {@link WriterOptions#closeTimeout} is
   * given to the handler. An interrupt does not cut it short; the thread's flag is set on return.
   * Idempotent: another call waits for the end and says nothing of rows. The close of the database
   * closes its writers first, and logs what it could not write.
   *
   * @throws io.ashlar.error.RowsUnwrittenException when rows were not written, or it is not known
   *     yet
   * @throws io.ashlar.error.IllegalUseException on a thread of the writer
   */
  @Override
  void close();
}
