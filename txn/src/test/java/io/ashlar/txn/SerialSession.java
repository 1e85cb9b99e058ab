package io.ashlar.txn;

import io.ashlar.error.RetryableException;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.cursor.TransactionCursor;
import java.nio.ByteOrder;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/** A session that does small random things at SERIALIZABLE and notes what it saw. */
final class SerialSession {

  /** Keys are few, so that sessions meet. */
  static final int KEYS = 24;

  private static final Durability[] MODES = {Durability.NONE, Durability.NONE, Durability.GROUP};

  private final Fixture db;
  private final StoreTransaction transaction;
  private final Random random;
  private final String name;
  private final List<SerialHistory> committed;

  private SerialHistory history;
  private int left;
  private int number;
  private long nextValue;
  private int refused;

  /** {@code committed} takes what was committed; shared only if it is safe to. */
  SerialSession(Fixture db, int id, long seed, List<SerialHistory> committed) {
    this.db = db;
    this.transaction = db.transactions.newTransaction();
    db.made.add(transaction);
    this.random = new Random(seed * 31 + id);
    this.name = "session " + id;
    this.committed = committed;
    this.nextValue = 1_000_000L * (id + 1);
  }

  int refused() {
    return refused;
  }

  /** Does one thing: begins, reads, writes, or ends. */
  void step() {
    try {
      if (!transaction.active()) {
        transaction.begin(IsolationLevel.SERIALIZABLE, MODES[random.nextInt(MODES.length)]);
        history = new SerialHistory(name + " transaction " + number++);
        left = 1 + random.nextInt(5);
      } else if (left-- > 0) {
        act();
      } else if (random.nextInt(10) == 0) {
        transaction.rollback();
      } else {
        SerialHistory done = history;
        committed.add(done.committedAt(transaction.commit()));
      }
    } catch (RetryableException e) {
      refused++;
    }
  }

  /** Ends what is open, by a commit. */
  void finish() {
    left = 0;
    while (transaction.active()) {
      step();
    }
  }

  private void act() {
    long key = random.nextInt(KEYS);
    switch (random.nextInt(6)) {
      case 0 -> history.read(key, db.get(transaction, key));
      case 1 -> history.read(key, db.getLocked(transaction, key));
      case 2, 3 -> scan(key, key + 1 + random.nextInt(KEYS / 2));
      case 4 -> {
        transaction.lock(Fixture.key(key), 0, 12);
        Fixture.put(transaction, key, nextValue);
        history.wrote(key, nextValue++);
      }
      default -> {
        transaction.lock(Fixture.key(key), 0, 12);
        Fixture.delete(transaction, key);
        history.wrote(key, null);
      }
    }
  }

  private void scan(long lower, long upper) {
    boolean forward = random.nextBoolean();
    int limit = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : Integer.MAX_VALUE;
    TransactionCursor cursor = transaction.borrowCursor();
    cursor.open(Fixture.key(lower), 0, 12, Fixture.key(upper), 0, 12);
    NavigableMap<Long, Long> rows = new TreeMap<>();
    boolean more = forward ? cursor.first() : cursor.last();
    while (more) {
      rows.put(cursor.key().getLong(4, ByteOrder.BIG_ENDIAN), cursor.value().getLong(9));
      if (rows.size() >= limit) {
        break;
      }
      more = forward ? cursor.next() : cursor.previous();
    }
    history.scanned(lower, upper, forward, !more, rows);
    // Some stay open to the end, as a caller's may.
    if (random.nextInt(3) > 0) {
      cursor.giveBack(transaction.id());
    }
  }
}
