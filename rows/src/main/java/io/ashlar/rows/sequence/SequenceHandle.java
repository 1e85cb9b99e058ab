package io.ashlar.rows.sequence;

import io.ashlar.Sequence;
import io.ashlar.error.AshlarException;
import io.ashlar.error.ClosedException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.catalog.format.SequenceRecord;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.Transactions;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.LoggerFactory;

/**
 * A sequence of an open database.
 *
 * <p>Numbers are counted in a {@link Run}, from which callers draw without a lock. All else happens
 * under {@link #lock}: what the catalog holds is changed first, durably, and what callers see after
 * it, so that the catalog never knows of fewer numbers than were given out. The exception is the
 * giving back of a rest, which goes the other way round: first nobody can draw any more.
 */
public final class SequenceHandle implements Sequence {

  private final Transactions transactions;
  private final Runnable ensureWritable;
  private final int id;
  private final String name;

  /**
   * Replaced under {@link #lock}, after the one before it was retired. The next is made before
   * that: if there were no memory for it, callers would be left with one from which nothing can be
   * taken.
   */
  private volatile Run run;

  private final ReentrantLock lock = new ReentrantLock();

  /** What the catalog holds; guarded by {@link #lock}. */
  private SequenceRecord record;

  private volatile boolean dropped;
  private volatile boolean closed;

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
    this.run = new Run(record.options(), record.reserved());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SequenceOptions options() {
    return run.options();
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
      ensureUsable();
      Run current = run;
      long place = current.issued();
      if (place >= current.reserved()) {
        reserve();
      } else if (current.take(place)) {
        return current.number(place);
      }
    }
  }

  private void ensureUsable() {
    if (dropped) {
      throw new ClosedException("The sequence was dropped.", "sequence", name());
    }
    if (closed) {
      throw new ClosedException("The database is closed.", "sequence", name());
    }
    ensureWritable.run();
  }

  private void reserve() {
    lock.lock();
    try {
      // Only what the lock excludes: whoever finds it dropped or closed then is told outside.
      if (dropped || closed || run.issued() < run.reserved()) {
        return;
      }
      long reserved = run.reserved();
      if (reserved >= run.count()) {
        throw new LimitExceededException(
            "The sequence has given out all its numbers.",
            "sequence",
            name(),
            "limit",
            options().limit());
      }
      long more = reserved + Math.min(options().block(), run.count() - reserved);
      store(record.withReserved(more), Durability.GROUP);
      run.reserve(more);
    } finally {
      lock.unlock();
    }
  }

  private void store(SequenceRecord changed, Durability durability) {
    try (CatalogStore catalog = new CatalogStore(transactions.pool());
        StoreTransaction writer = transactions.newTransaction()) {
      writer.begin(IsolationLevel.SNAPSHOT, durability);
      catalog.put(writer, changed);
      long timestamp = writer.commit();
      assert timestamp > 0 : "the record is a write";
    }
    record = changed;
  }

  @Override
  public OptionalLong last() {
    while (true) {
      if (dropped) {
        throw new ClosedException("The sequence was dropped.", "sequence", name());
      }
      Run current = run;
      long place = current.issued();
      if (place != Run.RETIRED) {
        return place == 0 ? OptionalLong.empty() : OptionalLong.of(current.number(place - 1));
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void advancePast(long number) {
    lock.lock();
    try {
      ensureUsable();
      long place = run.placeBehind(number);
      if (place > run.reserved()) {
        store(record.withReserved(place), Durability.GROUP);
      }
      run.skipTo(place);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void restartWith(long number) {
    lock.lock();
    try {
      ensureUsable();
      SequenceOptions restarted = record.options().startingAt(number);
      Run next = new Run(restarted, 0);
      store(new SequenceRecord(id, name, record.owner(), restarted, 0), Durability.GROUP);
      run.retire();
      run = next;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives out no further numbers, and gives back those that were reserved and not given out. When
   * that fails, or is lost in a crash, the numbers are a gap.
   */
  public void close() {
    lock.lock();
    try {
      if (dropped || closed) {
        return;
      }
      Run last = new Run(run.options(), 0);
      closed = true;
      long reserved = run.reserved();
      long issued = run.retire();
      last.skipTo(issued);
      run = last;
      if (issued < reserved) {
        store(record.withReserved(issued), Durability.NONE);
      }
    } catch (AshlarException e) {
      LoggerFactory.getLogger(SequenceHandle.class)
          .debug("The numbers that were left of a block were not given back.", e);
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
