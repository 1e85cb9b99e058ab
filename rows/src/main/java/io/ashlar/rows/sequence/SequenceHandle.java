package io.ashlar.rows.sequence;

import io.ashlar.Sequence;
import io.ashlar.error.ClosedException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.mvcc.SyncMode;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.catalog.SequenceRecord;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.txn.Isolation;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.Transactions;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** A sequence of an open database. */
public final class SequenceHandle implements Sequence {

  private final Transactions transactions;
  private final Runnable ensureWritable;
  private final int id;
  private final String name;
  private final SequenceOptions options;
  private final long start;
  private final long increment;

  /** How many numbers there are in all. */
  private final long count;

  /** How many numbers have been given out; never above {@link #reserved}. */
  private final AtomicLong issued;

  /**
   * How many numbers may be given out. Invariant: at most what a durable commit has stored; only
   * raised, under {@link #lock}.
   */
  private volatile long reserved;

  private final ReentrantLock lock = new ReentrantLock();

  /** What the catalog holds; guarded by {@link #lock}. */
  private SequenceRecord record;

  private volatile boolean dropped;

  /**
   * Goes on where the catalog says that numbers may have been given out.
   *
   * @param transactions commits the reservations
   * @param ensureWritable throws when the database is closed or read-only
   * @param record what the catalog holds
   */
  public SequenceHandle(Transactions transactions, Runnable ensureWritable, SequenceRecord record) {
    this.transactions = transactions;
    this.ensureWritable = ensureWritable;
    this.record = record;
    this.id = record.id();
    this.name = record.name();
    this.options = record.options();
    this.start = record.options().start();
    this.increment = record.options().increment();
    this.count = count(record.options());
    this.issued = new AtomicLong(record.reserved());
    this.reserved = record.reserved();
  }

  /** Numbers from start to limit; those beyond a long's worth are never reached. */
  private static long count(SequenceOptions options) {
    // The distance may take all 64 bits, and so may the step of one that falls.
    boolean rising = options.increment() > 0;
    long distance = rising ? options.limit() - options.start() : options.start() - options.limit();
    long step = rising ? options.increment() : -options.increment();
    long steps = Long.divideUnsigned(distance, step);
    return steps < 0 || steps == Long.MAX_VALUE ? Long.MAX_VALUE : steps + 1;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SequenceOptions options() {
    return options;
  }

  /**
   * The stable id.
   *
   * @return the id
   */
  public int id() {
    return id;
  }

  @Override
  public long next() {
    while (true) {
      if (dropped) {
        throw new ClosedException("The sequence was dropped.", "sequence", name());
      }
      ensureWritable.run();
      long place = issued.get();
      if (place >= reserved) {
        reserve();
      } else if (issued.compareAndSet(place, place + 1)) {
        return start + place * increment;
      }
    }
  }

  private void reserve() {
    lock.lock();
    try {
      if (dropped || issued.get() < reserved) {
        return;
      }
      if (reserved >= count) {
        throw new LimitExceededException(
            "The sequence has given out all its numbers.",
            "sequence",
            name(),
            "limit",
            options().limit());
      }
      long next = reserved + Math.min(options().block(), count - reserved);
      SequenceRecord raised = record.withReserved(next);
      try (CatalogStore catalog = new CatalogStore(transactions.pool());
          StoreTransaction writer = transactions.newTransaction()) {
        writer.begin(Isolation.SNAPSHOT, SyncMode.GROUP);
        catalog.put(writer, raised);
        long timestamp = writer.commit();
        assert timestamp > 0 : "the reservation is a write";
      }
      record = raised;
      reserved = next;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Refuses all use once it is deleted. Waits for a reservation under way, so that none comes after
   * the deletion and undoes it.
   *
   * @param deletion deletes it from the catalog, durably; when it throws, the sequence goes on
   */
  public void drop(Runnable deletion) {
    lock.lock();
    try {
      deletion.run();
      dropped = true;
    } finally {
      lock.unlock();
    }
  }
}
