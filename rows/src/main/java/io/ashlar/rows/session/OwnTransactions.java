package io.ashlar.rows.session;

import io.ashlar.error.IllegalUseException;
import io.ashlar.store.Freshness;

/**
 * The transactions of statements that were given none, kept for reuse inside of one database; users
 * never see them, so none can hold a stale one. Shared by all threads.
 */
public final class OwnTransactions implements AutoCloseable {

  private final DatabaseContext context;
  private final HandlePool<OwnTransaction> writers = new HandlePool<>();
  private final HandlePool<TransactionHandle> readers = new HandlePool<>();

  /**
   * For one database.
   *
   * @param context the database
   */
  public OwnTransactions(DatabaseContext context) {
    this.context = context;
  }

  /**
   * Runs a statement in a transaction of its own and commits it; again, a bounded number of times,
   * when it loses against another transaction. Allocates nothing in steady state.
   *
   * @param work the statement
   * @return what the last run returned
   * @throws io.ashlar.error.RetryableException when every try failed
   * @throws IllegalUseException within the body of a {@code transact}
   */
  public long run(OwnWork work) {
    context.ensureWritable();
    OwnTransaction own = writers.poll();
    if (own == null) {
      own = new OwnTransaction(context);
    }
    try {
      return own.run(work);
    } finally {
      if (!writers.offer(own)) {
        own.close();
      }
    }
  }

  /**
   * A read-only transaction for one statement that was given none, begun on what is acknowledged.
   *
   * @return the transaction, for {@link #releaseReader}
   */
  public TransactionHandle acquireReader() {
    context.ensureOpen();
    TransactionHandle reader = readers.poll();
    if (reader == null) {
      reader = new TransactionHandle(context);
      reader.attach(context.transactions().newTransaction());
    }
    boolean begun = false;
    try {
      reader.beginRead(Freshness.ACKNOWLEDGED);
      begun = true;
      return reader;
    } finally {
      if (!begun) {
        reader.close();
      }
    }
  }

  /**
   * Ends what {@link #acquireReader} gave.
   *
   * @param reader the transaction, not to be used afterwards
   */
  public void releaseReader(TransactionHandle reader) {
    reader.end();
    if (!readers.offer(reader)) {
      reader.close();
    }
  }

  /** Frees what waits for reuse, and from here on what is given back. Idempotent. */
  @Override
  public void close() {
    readers.close();
    writers.close();
    for (TransactionHandle reader = readers.poll(); reader != null; reader = readers.poll()) {
      reader.close();
    }
    for (OwnTransaction own = writers.poll(); own != null; own = writers.poll()) {
      own.close();
    }
  }
}
