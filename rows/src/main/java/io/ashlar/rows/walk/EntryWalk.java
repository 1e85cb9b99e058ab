package io.ashlar.rows.walk;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.ClosedException;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.plan.RangeEncoder;
import io.ashlar.rows.predicate.Condition;
import io.ashlar.rows.resume.ScanPosition;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.cursor.TransactionCursor;
import org.agrona.MutableDirectBuffer;

/**
 * Moves a cursor of a transaction from entry to entry of a plan's key, through one range after the
 * other. Opened many times; each borrows a cursor, so that opening and moving allocate nothing in
 * steady state.
 */
final class EntryWalk {

  private final Plan plan;
  private Workspace workspace;

  /** Null while it is not open. */
  private TransactionCursor cursor;

  /** The transaction that lent the cursor: the object may serve another one later. */
  private long lender;

  /** Where it goes on; null for the beginning. */
  private ScanPosition from;

  private Condition filter;
  private boolean started;

  /** Whether the cursor keeps to one of several ranges. */
  private boolean narrowed;

  EntryWalk(Plan plan) {
    this.plan = plan;
  }

  /** Opens it on the ranges that the workspace holds for the plan. */
  void open(StoreTransaction store, Workspace memory, ScanPosition position) {
    assert cursor == null : "a walk is closed before it is opened again";
    workspace = memory;
    from = position;
    lender = store.id();
    cursor = store.borrowCursor();
    RangeEncoder range = memory.range;
    if (range.isSeveral()) {
      KeyEncoder lower = range.hullLower();
      KeyEncoder upper = range.hullUpper();
      cursor.open(lower.buffer(), 0, lower.length(), upper.buffer(), 0, upper.length());
    } else {
      cursor.open(range.lower(), 0, range.lowerLength(), range.upper(), 0, range.upperLength());
    }
    enterRange();
  }

  boolean isOpen() {
    return cursor != null;
  }

  /** Begins the open walk anew, at the same view; false when the plan has no range. */
  boolean restart() {
    boolean some = workspace.range.encode(plan);
    if (some) {
      enterRange();
    }
    return some;
  }

  /** Of several ranges the cursor, opened on all of them, keeps to the current one. */
  private void enterRange() {
    RangeEncoder range = workspace.range;
    started = false;
    filter = range.isExact() ? plan.entryFilter() : plan.unboundedEntryFilter();
    narrowed = range.isSeveral();
    if (narrowed) {
      cursor.narrow(range.lower(), range.lowerLength(), range.upper(), range.upperLength());
    }
  }

  /** Moves to the next entry; false when there is none in any range. */
  boolean move() {
    while (!moveInRange()) {
      if (!workspace.range.advance()) {
        return false;
      }
      enterRange();
    }
    return true;
  }

  private boolean moveInRange() {
    if (started) {
      return plan.isBackward() ? cursor.previous() : cursor.next();
    }
    started = true;
    if (from != null) {
      return moveBehind();
    }
    return plan.isBackward() ? cursor.last() : cursor.first();
  }

  /**
   * Moves to the first entry behind the one where an earlier run stopped, or to that one itself
   * where the position includes it. The cursor keeps to the bounds of the plan, whatever a position
   * says. Allocates.
   */
  private boolean moveBehind() {
    byte[] at = from.key();
    int length = KeyspacePrefix.BYTES + at.length;
    MutableDirectBuffer key = Flyweights.wrap(new byte[length + 1]);
    KeyspacePrefix.put(key, 0, plan.path().keyspaceId());
    key.putBytes(KeyspacePrefix.BYTES, at);
    boolean behind = plan.isBackward() == from.inclusive();
    if (!behind) {
      return seek(key, length);
    }
    if (length < KeyEncoder.MAX_KEY_BYTES) {
      // The least key behind another one is the same with a zero byte at its end.
      return seek(key, length + 1);
    }
    boolean there =
        cursor.seek(key, 0, length)
            && UnsignedBytes.equal(cursor.key(), 0, cursor.keyLength(), key, 0, length);
    if (plan.isBackward()) {
      return there || cursor.seekBefore(key, 0, length);
    }
    return there ? cursor.next() : cursor.seek(key, 0, length);
  }

  private boolean seek(MutableDirectBuffer key, int length) {
    return plan.isBackward() ? cursor.seekBefore(key, 0, length) : cursor.seek(key, 0, length);
  }

  /** Whether it has moved in the current range. */
  boolean started() {
    return started;
  }

  /** What the entries of the current range are judged by. */
  Condition filter() {
    return filter;
  }

  /** Stands on the entry. */
  TransactionCursor cursor() {
    return cursor;
  }

  /** A copy of the entry's key, without its keyspace id; null before the first. */
  byte[] position() {
    if (!started) {
      return null;
    }
    byte[] key = new byte[cursor.keyLength() - KeyspacePrefix.BYTES];
    cursor.key().getBytes(KeyspacePrefix.BYTES, key);
    return key;
  }

  /** Lets the cursor find any key of its view; goes on by {@link #restart} alone. */
  void widen(PooledBuffer scratch) {
    if (narrowed) {
      int keyspace = plan.path().keyspaceId();
      KeyspacePrefix.put(scratch.buffer(), 0, keyspace + 1);
      KeyEncoder lower = workspace.rowKey.reset(keyspace);
      cursor.narrow(lower.buffer(), lower.length(), scratch.buffer(), KeyspacePrefix.BYTES);
    }
  }

  /** Checks that it stands on an entry; another thread may close it meanwhile. */
  void requirePosition() {
    TransactionCursor standing = cursor;
    if (standing == null) {
      throw new ClosedException("The cursor is closed.", "table", plan.path().table().name());
    }
    standing.requirePosition();
  }

  /** Gives the cursor back. Idempotent. */
  void close() {
    TransactionCursor lent = cursor;
    cursor = null;
    if (lent != null) {
      lent.giveBack(lender);
    }
  }
}
