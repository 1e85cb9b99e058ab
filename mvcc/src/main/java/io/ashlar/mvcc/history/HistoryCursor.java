package io.ashlar.mvcc.history;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.row.RowFormat;
import io.ashlar.engine.Engine;
import io.ashlar.engine.Family;
import io.ashlar.error.IllegalUseException;
import io.ashlar.store.HistoryPolicy;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Walks a range of keys as they were at a time in the past: merges the newest rows with every
 * bucket of history since that time, and decides for each row key which version was there.
 *
 * <p>All sources stand at or beyond the current row key in the direction of travel; a turn of the
 * direction seeks them anew. Each move looks at every source, of which there are some {@code
 * retention / bucket} at most. One owner at a time; allocates nothing in steady state.
 */
public final class HistoryCursor implements AutoCloseable {

  private static final int INITIAL_VALUE_BYTES = 1 << 10;

  private final HistoryKeyspaces keyspaces;
  private final Engine engine;
  private final List<PastSource> sources = new ArrayList<>();

  /** Bounds as row keys, without keyspace id; an empty upper one is the end of the keyspace. */
  private final MutableDirectBuffer lower = Flyweights.wrap(new byte[Engine.MAX_KEY_BYTES]);

  private final MutableDirectBuffer upper = Flyweights.wrap(new byte[Engine.MAX_KEY_BYTES]);
  private final HistoryKey bound = new HistoryKey();
  private final HistoryKey end = new HistoryKey();

  /** The current key, keyspace id included, and its value: copies, since sources move on. */
  private final byte[] keyBytes = new byte[Engine.MAX_KEY_BYTES];

  private final MutableDirectBuffer key = Flyweights.wrap(keyBytes, 0, 0);
  private final MutableDirectBuffer value = Flyweights.empty();
  private byte[] valueBytes = new byte[INITIAL_VALUE_BYTES];

  private int lowerBytes;
  private int upperBytes;
  private boolean toEnd;
  private int keyspaceId;
  private long asOf;
  private int used;
  private boolean forward;
  private boolean standing;

  /**
   * For one cursor of a store.
   *
   * @param keyspaces which keyspaces keep history
   * @param engine the engine
   */
  public HistoryCursor(HistoryKeyspaces keyspaces, Engine engine) {
    this.keyspaces = keyspaces;
    this.engine = engine;
  }

  /**
   * Puts the cursor on a range, on no key yet.
   *
   * @param at the pinned state and the time
   * @param from holds the lower bound, inclusive, keyspace id included
   * @param fromOffset where it starts
   * @param fromLength its bytes
   * @param to holds the upper bound, exclusive, of the same keyspace or the least of the next
   * @param toOffset where it starts
   * @param toLength its bytes
   * @throws io.ashlar.error.HistoryUnavailableException when the keyspace has no history of that
   *     time
   */
  public void open(
      PastState at,
      DirectBuffer from,
      int fromOffset,
      int fromLength,
      DirectBuffer to,
      int toOffset,
      int toLength) {
    keyspaceId = KeyspacePrefix.of(from, fromOffset);
    HistoryPolicy policy = keyspaces.require(keyspaceId, at.asOf(), at.now());
    asOf = at.asOf();
    standing = false;
    used = 0;
    lowerBytes = fromLength - KeyspacePrefix.BYTES;
    lower.putBytes(0, from, fromOffset + KeyspacePrefix.BYTES, lowerBytes);
    toEnd = KeyspacePrefix.of(to, toOffset) != keyspaceId;
    upperBytes = toEnd ? 0 : toLength - KeyspacePrefix.BYTES;
    upper.putBytes(0, to, toOffset + KeyspacePrefix.BYTES, upperBytes);
    PastSource newest = source(Family.DATA);
    newest.newest(keyspaceId);
    newest.cursor().reset(at.snapshot(), from, fromOffset, fromLength, to, toOffset, toLength);
    int last = policy.bucketOf(at.newest());
    for (int bucket = policy.bucketOf(asOf); Integer.compareUnsigned(bucket, last) <= 0; bucket++) {
      openBucket(at, bucket);
    }
  }

  private void openBucket(PastState at, int bucket) {
    PastSource source = source(Family.HISTORY);
    source.bucket(keyspaceId, bucket);
    bound.bucket(keyspaceId, bucket).append(lower, 0, lowerBytes);
    end.bucket(keyspaceId, bucket + 1);
    source
        .cursor()
        .reset(at.snapshot(), bound.buffer(), 0, bound.length(), end.buffer(), 0, end.length());
  }

  /** The first source is of the newest rows, all others are of history, in the order of time. */
  private PastSource source(Family family) {
    if (used == sources.size()) {
      sources.add(new PastSource(engine.acquireCursor(family)));
    }
    return sources.get(used++);
  }

  /**
   * Moves to the first key of the range.
   *
   * @return false when there is none
   */
  public boolean first() {
    return seekRow(lower, 0, lowerBytes);
  }

  /**
   * Moves to the last key of the range.
   *
   * @return false when there is none
   */
  public boolean last() {
    forward = false;
    for (int i = 0; i < used; i++) {
      if (toEnd) {
        sources.get(i).seekLast();
      } else {
        sources.get(i).seekBelow(upper, 0, upperBytes);
      }
    }
    return settle();
  }

  /**
   * Moves to the first key of the range at or above the given one.
   *
   * @param sought holds the key, keyspace id included
   * @param offset where it starts
   * @param length its bytes
   * @return false when there is none
   */
  public boolean seek(DirectBuffer sought, int offset, int length) {
    int row = offset + KeyspacePrefix.BYTES;
    int bytes = length - KeyspacePrefix.BYTES;
    if (UnsignedBytes.compare(sought, row, bytes, lower, 0, lowerBytes) < 0) {
      return first();
    }
    return seekRow(sought, row, bytes);
  }

  private boolean seekRow(DirectBuffer row, int offset, int bytes) {
    forward = true;
    for (int i = 0; i < used; i++) {
      sources.get(i).seekFrom(row, offset, bytes);
    }
    return settle();
  }

  /**
   * Moves to the last key of the range below the given one.
   *
   * @param sought holds the key, keyspace id included
   * @param offset where it starts
   * @param length its bytes
   * @return false when there is none
   */
  public boolean seekBefore(DirectBuffer sought, int offset, int length) {
    int row = offset + KeyspacePrefix.BYTES;
    int bytes = length - KeyspacePrefix.BYTES;
    if (!toEnd && UnsignedBytes.compare(sought, row, bytes, upper, 0, upperBytes) > 0) {
      return last();
    }
    forward = false;
    for (int i = 0; i < used; i++) {
      sources.get(i).seekBelow(sought, row, bytes);
    }
    return settle();
  }

  /**
   * Moves to the next key. Only after a move that returned true.
   *
   * @return false when there is none
   */
  public boolean next() {
    requireStanding();
    int row = KeyspacePrefix.BYTES;
    int bytes = key.capacity() - row;
    for (int i = 0; i < used; i++) {
      PastSource source = sources.get(i);
      if (!forward) {
        source.seekAbove(key, row, bytes);
      } else if (source.valid() && source.compareRow(key, row, bytes) == 0) {
        source.advancePast(key, row, bytes);
      }
    }
    forward = true;
    return settle();
  }

  /**
   * Moves to the previous key. Only after a move that returned true.
   *
   * @return false when there is none
   */
  public boolean previous() {
    requireStanding();
    stepBelow(forward);
    forward = false;
    return settle();
  }

  private void stepBelow(boolean all) {
    int row = KeyspacePrefix.BYTES;
    int bytes = key.capacity() - row;
    for (int i = 0; i < used; i++) {
      PastSource source = sources.get(i);
      if (all || (source.valid() && source.compareRow(key, row, bytes) == 0)) {
        source.seekBelow(key, row, bytes);
      }
    }
  }

  /** From where the sources stand to the next row key that had a version at the time. */
  private boolean settle() {
    standing = false;
    while (true) {
      PastSource nearest = nearest();
      if (nearest == null || outside(nearest)) {
        key.wrap(keyBytes, 0, 0);
        value.wrap(valueBytes, 0, 0);
        return false;
      }
      keep(nearest);
      if (decide()) {
        standing = true;
        return true;
      }
      leave();
    }
  }

  private PastSource nearest() {
    PastSource nearest = null;
    for (int i = 0; i < used; i++) {
      PastSource each = sources.get(i);
      if (!each.valid()) {
        continue;
      }
      if (nearest == null) {
        nearest = each;
        continue;
      }
      int order = each.compareRow(nearest.key(), nearest.rowOffset(), nearest.rowBytes());
      if (forward ? order < 0 : order > 0) {
        nearest = each;
      }
    }
    return nearest;
  }

  private boolean outside(PastSource source) {
    return forward
        ? !toEnd && source.compareRow(upper, 0, upperBytes) >= 0
        : source.compareRow(lower, 0, lowerBytes) < 0;
  }

  private void keep(PastSource source) {
    int bytes = source.rowBytes();
    key.wrap(keyBytes, 0, KeyspacePrefix.BYTES + bytes);
    KeyspacePrefix.put(key, 0, keyspaceId);
    key.putBytes(KeyspacePrefix.BYTES, source.key(), source.rowOffset(), bytes);
  }

  /** Asks the sources that stand on the key, in the order of time. */
  private boolean decide() {
    int row = KeyspacePrefix.BYTES;
    int bytes = key.capacity() - row;
    for (int i = 0; i < used; i++) {
      PastSource source = sources.get(i);
      if (source.valid()
          && source.compareRow(key, row, bytes) == 0
          && source.decides(asOf, forward)) {
        DirectBuffer found = source.cursor().value();
        if (RowFormat.stampOf(found, 0) > asOf) {
          // It came into being after the time, and nothing ended between.
          return false;
        }
        copy(found, source.cursor().valueLength());
        return true;
      }
    }
    return false;
  }

  private void copy(DirectBuffer from, int bytes) {
    if (valueBytes.length < bytes) {
      valueBytes = new byte[Math.max(bytes, 2 * valueBytes.length)];
    }
    from.getBytes(0, valueBytes, 0, bytes);
    value.wrap(valueBytes, 0, bytes);
  }

  private void leave() {
    if (!forward) {
      stepBelow(false);
      return;
    }
    int row = KeyspacePrefix.BYTES;
    int bytes = key.capacity() - row;
    for (int i = 0; i < used; i++) {
      PastSource source = sources.get(i);
      if (source.valid() && source.compareRow(key, row, bytes) == 0) {
        source.advancePast(key, row, bytes);
      }
    }
  }

  private void requireStanding() {
    if (!standing) {
      throw new IllegalUseException("The cursor does not stand on a key.");
    }
  }

  /**
   * The current key.
   *
   * @return a flyweight that begins at 0 and ends with the key
   * @throws IllegalUseException when the cursor stands on no key
   */
  public DirectBuffer key() {
    requireStanding();
    return key;
  }

  /**
   * The current value.
   *
   * @return a flyweight that begins at 0 and ends with the value
   * @throws IllegalUseException when the cursor stands on no key
   */
  public DirectBuffer value() {
    requireStanding();
    return value;
  }

  /** Gives the native iterators back to their pool. */
  public void release() {
    standing = false;
    for (int i = 0; i < used; i++) {
      sources.get(i).cursor().park();
    }
    used = 0;
  }

  /** Ends the cursor. Idempotent. */
  @Override
  public void close() {
    standing = false;
    used = 0;
    for (PastSource source : sources) {
      source.cursor().close();
    }
    sources.clear();
  }
}
