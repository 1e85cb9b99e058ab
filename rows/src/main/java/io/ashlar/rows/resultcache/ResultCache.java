package io.ashlar.rows.resultcache;

import io.ashlar.store.VersionedStore;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Results of scans, the least recently asked for given up first. Bounded in bytes and in slots,
 * since every commit compares its keys with the slots of its keyspace.
 *
 * <p><b>When a result is shown.</b> It was read at a view V. A scan at a view W is shown it when W
 * is not older than V and no commit above V has written what was read. The store's watches answer
 * that from before anybody can pin a view that sees such a commit, so whoever has pinned W is told
 * of every commit up to W; commits above W make the answer false without need, and nothing worse.
 *
 * <p>Shared by all threads; searching allocates nothing.
 */
public final class ResultCache implements AutoCloseable {

  private static final int MAX_SLOTS = 256;

  /** What a slot takes beside its rows and its key, with its watches. */
  private static final int SLOT_BYTES = 512;

  /** No result may take more than this part of the cache. */
  private static final int LARGEST_PART = 4;

  private final VersionedStore store;
  private final long limitBytes;

  // Guarded by the lock of this object.
  private final LinkedHashMap<ResultKey, ResultSlot> slots = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;
  private boolean closed;

  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  /**
   * An empty cache.
   *
   * @param store what is read
   * @param limitBytes what all results may take; 0 for none
   */
  public ResultCache(VersionedStore store, long limitBytes) {
    this.store = store;
    this.limitBytes = limitBytes;
  }

  /**
   * What one result may take.
   *
   * @return bytes; 0 when nothing is cached
   */
  public int resultLimitBytes() {
    return (int) Math.min(Integer.MAX_VALUE / 2, limitBytes / LARGEST_PART);
  }

  /**
   * The slot of a key.
   *
   * @param key the key, which stays the caller's
   * @return the slot, or null
   */
  public synchronized ResultSlot find(ResultKey key) {
    return slots.get(key);
  }

  /**
   * Makes a slot and begins to watch.
   *
   * @param key the key, copied
   * @param lower the least key that is walked
   * @param upper the end, exclusive
   * @param table the bounds of the rows of the table, where entries lead to them; otherwise null
   * @return the slot; null when there is no room for any
   */
  public ResultSlot watch(ResultKey key, byte[] lower, byte[] upper, byte[][] table) {
    ResultSlot made =
        new ResultSlot(
            key.copy(),
            store.watch(lower, upper),
            table == null ? null : store.watch(table[0], table[1]));
    synchronized (this) {
      ResultSlot present = slots.get(key);
      if (present == null && !closed && SLOT_BYTES + key.bytes() <= limitBytes) {
        slots.put(made.key, made);
        bytes += SLOT_BYTES + key.bytes();
        shrink(made);
        return made;
      }
      made.close();
      return present;
    }
  }

  /**
   * Keeps a result if what was read has not changed since.
   *
   * @param slot its slot
   * @param result complete
   */
  public void offer(ResultSlot slot, CachedRows result) {
    if (!slot.unchanged(result, store)) {
      return;
    }
    synchronized (this) {
      CachedRows held = slot.held();
      if (slot.evicted || (held != null && held.view() > result.view())) {
        return;
      }
      bytes += result.bytes() - (held == null ? 0 : held.bytes());
      slot.hold(result);
      shrink(slot);
    }
  }

  private void shrink(ResultSlot kept) {
    Iterator<ResultSlot> eldest = slots.values().iterator();
    while ((bytes > limitBytes || slots.size() > MAX_SLOTS) && eldest.hasNext()) {
      ResultSlot slot = eldest.next();
      if (slot != kept) {
        eldest.remove();
        drop(slot);
      }
    }
  }

  private void drop(ResultSlot slot) {
    CachedRows held = slot.held();
    bytes -= SLOT_BYTES + slot.key.bytes() + (held == null ? 0 : held.bytes());
    slot.evicted = true;
    slot.close();
  }

  /**
   * Counts a scan that might have been cached.
   *
   * @param hit whether it was shown a result
   */
  public void count(boolean hit) {
    (hit ? hits : misses).increment();
  }

  /**
   * Scans that were shown a result.
   *
   * @return the number
   */
  public long hits() {
    return hits.sum();
  }

  /**
   * Scans that were run although they might have been cached.
   *
   * @return the number
   */
  public long misses() {
    return misses.sum();
  }

  /**
   * What all results take.
   *
   * @return bytes
   */
  public synchronized long bytes() {
    return bytes;
  }

  /**
   * What they may take.
   *
   * @return bytes
   */
  public long limitBytes() {
    return limitBytes;
  }

  /** Gives all results up. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    slots.values().forEach(this::drop);
    slots.clear();
  }
}
