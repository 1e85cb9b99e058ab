package io.ashlar.torture.writer;

import io.ashlar.Database;
import io.ashlar.Delete;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.Update;
import io.ashlar.error.OutOfSpaceException;
import io.ashlar.error.RetryableException;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.Transaction;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries out the plans of one thread, one transaction after the other, until it is stopped or one
 * fails. Goes on behind the newest commit that it finds in the store.
 */
public final class Writer implements Runnable {

  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Database database;
  private final TortureTables tables;
  private final TransactionPlan plan;
  private final long seed;
  private final int thread;
  private final Durability durability;
  private final CommitListener listener;
  private final Insert insertRow;
  private final Update updateRow;
  private final Delete deleteRow;
  private final Get getHead;
  private final Insert insertHead;
  private final Update updateHead;
  private final Update updateTotal;
  private volatile boolean stopped;

  private Writer(
      Database database,
      TortureTables tables,
      long seed,
      int thread,
      Durability durability,
      CommitListener listener) {
    this.database = database;
    this.tables = tables;
    this.plan = new TransactionPlan(seed);
    this.seed = seed;
    this.thread = thread;
    this.durability = durability;
    this.listener = listener;
    insertRow = tables.rows.insert();
    updateRow = tables.updateRow();
    deleteRow = tables.deleteRow();
    getHead = tables.heads.get();
    insertHead = tables.heads.insert();
    updateHead = tables.updateHead();
    updateTotal = tables.updateHead();
  }

  /**
   * Makes the writers of a database; creates its tables and the total, if they are missing.
   *
   * @param database where to write
   * @param options seed, number of threads, durability
   * @param listener is told of every commit
   * @return one for each thread, to be run
   */
  public static Writer[] prepare(
      Database database, WriterOptions options, CommitListener listener) {
    TortureTables tables = TortureTables.openOrCreate(database);
    database.transact(
        transaction -> {
          Get total = tables.heads.get().set(tables.headThread, TortureTables.TOTAL);
          if (!total.fetch(transaction)) {
            insertHead(tables, tables.heads.insert(), TortureTables.TOTAL, 0, transaction);
          }
        });
    Writer[] writers = new Writer[options.threads()];
    for (int i = 0; i < writers.length; i++) {
      Durability durability = options.durability().ofThread(i);
      writers[i] = new Writer(database, tables, options.seed(), i, durability, listener);
    }
    return writers;
  }

  /** Ends the writer behind its current transaction. */
  public void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    long sequence = 0;
    IsolationLevel level =
        thread % 2 == 0 ? IsolationLevel.READ_COMMITTED : IsolationLevel.SNAPSHOT;
    try (Transaction transaction = database.begin(level)) {
      sequence = newest(transaction) + 1;
      transaction.rollback();
      while (!stopped) {
        if (committed(transaction, sequence)) {
          sequence++;
        }
      }
    } catch (RuntimeException e) {
      listener.failed(thread, sequence, e);
    }
  }

  private long newest(Transaction transaction) {
    return getHead.set(tables.headThread, thread).fetch(transaction)
        ? getHead.getLong(tables.headSequence)
        : 0;
  }

  /** Whether it was; otherwise the same transaction is to be tried again. */
  private boolean committed(Transaction transaction, long sequence) {
    try {
      transaction.begin();
      carryOut(transaction, sequence);
      long timestamp = transaction.commit(durability);
      listener.acknowledged(thread, sequence, timestamp, durability, System.nanoTime());
      return true;
    } catch (RetryableException e) {
      transaction.rollback();
    } catch (OutOfSpaceException e) {
      transaction.rollback();
      listener.refused(thread, sequence);
      LockSupport.parkNanos(PAUSE_NS);
    }
    return false;
  }

  private void carryOut(Transaction transaction, long sequence) {
    plan.of(thread, sequence);
    for (int i = 0; i < plan.size(); i++) {
      int slot = plan.slot(i);
      long changed =
          plan.deletes(i)
              ? deleteRow.bind(0, thread).bind(1, slot).execute(transaction)
              : update(transaction, slot, sequence);
      if (changed == 0) {
        insert(transaction, slot, sequence);
      }
    }
    if (updateHead.bind(0, thread).set(tables.headSequence, sequence).execute(transaction) == 0) {
      insertHead(tables, insertHead, thread, sequence, transaction);
    }
    if (plan.addsToTotal()) {
      updateTotal.bind(0, TortureTables.TOTAL).add(tables.headSequence, 1).execute(transaction);
    }
  }

  private long update(Transaction transaction, int slot, long sequence) {
    updateRow
        .bind(0, thread)
        .bind(1, slot)
        .set(tables.sequence, sequence)
        .set(tables.tag, TransactionPlan.tag(thread, slot, sequence))
        .set(tables.payload, TransactionPlan.payload(seed, thread, slot, sequence));
    Integer bucket = TransactionPlan.bucket(seed, thread, slot, sequence);
    if (bucket == null) {
      updateRow.setNull(tables.bucket);
    } else {
      updateRow.set(tables.bucket, bucket);
    }
    return updateRow.execute(transaction);
  }

  private void insert(Transaction transaction, int slot, long sequence) {
    insertRow
        .set(tables.thread, thread)
        .set(tables.slot, slot)
        .set(tables.sequence, sequence)
        .set(tables.tag, TransactionPlan.tag(thread, slot, sequence))
        .set(tables.payload, TransactionPlan.payload(seed, thread, slot, sequence));
    Integer bucket = TransactionPlan.bucket(seed, thread, slot, sequence);
    if (bucket == null) {
      insertRow.setNull(tables.bucket);
    } else {
      insertRow.set(tables.bucket, bucket);
    }
    insertRow.execute(transaction);
  }

  private static void insertHead(
      TortureTables tables, Insert insert, int thread, long sequence, Transaction transaction) {
    insert.set(tables.headThread, thread).set(tables.headSequence, sequence).execute(transaction);
  }
}
