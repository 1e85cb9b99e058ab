package io.ashlar.mvcc.resident;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.engine.EngineBatch;
import io.ashlar.engine.Family;
import io.ashlar.mvcc.commit.CommitObserver;
import io.ashlar.mvcc.state.StatePointers;
import io.ashlar.store.Freshness;
import org.agrona.DirectBuffer;

/**
 * The leader's side: keeps every page true to what is committed.
 *
 * <p>Under the lock of the keyspace the page that covers a key takes it as a version. When it has
 * no room it is copied without the versions that no new view needs, or into two, if somebody has
 * read it since it was made, and else given up. Each key spoils the pages that are being filled
 * where it lies ({@link PageFiller}).
 *
 * <p>A group that is not written after all takes its versions back by giving up the pages that have
 * them; until it says so nothing is published that could show them.
 */
final class PageWriter implements CommitObserver {

  /** Pages that may take versions of one group; what goes into others gives them up. */
  private static final int TOUCHED = 256;

  /** Bytes that are left in a page that was carried over, more than the longest entry takes. */
  private static final int LEAST_ROOM = Frame.BYTES / 4 + 64;

  private final ResidentRanges ranges;
  private final PageStock stock;
  private final StatePointers pointers;

  /** That have, or may have, versions of the present group. */
  private final Page[] touched = new Page[TOUCHED];

  private int touchedCount;

  PageWriter(ResidentRanges ranges, PageStock stock, StatePointers pointers) {
    this.ranges = ranges;
    this.stock = stock;
    this.pointers = pointers;
  }

  @Override
  public void begin(long newest) {
    ranges.told(newest);
    touchedCount = 0;
  }

  @Override
  public void put(
      EngineBatch batch,
      Family family,
      long hash,
      long timestamp,
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength) {
    if (family == Family.DATA) {
      write(timestamp, key, keyOffset, keyLength, value, valueOffset, valueLength);
    }
  }

  @Override
  public void delete(
      EngineBatch batch,
      Family family,
      long hash,
      long timestamp,
      DirectBuffer key,
      int keyOffset,
      int keyLength) {
    if (family == Family.DATA) {
      write(timestamp, key, keyOffset, keyLength, null, 0, 0);
    }
  }

  private void write(
      long timestamp,
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength) {
    ResidentKeyspace keyspace = ranges.find(KeyspacePrefix.of(key, keyOffset));
    if (keyspace == null) {
      return;
    }
    // Before the search: see there.
    keyspace.written.set(timestamp);
    keyspace.lock.lock();
    try {
      // Also if a page covers it: that page may be gone before a fill ends that has not read the
      // key.
      keyspace.spoil(key, keyOffset, keyLength);
      Page page = keyspace.directory.floor(key, keyOffset, keyLength);
      if (page != null && page.frame().compareUpper(key, keyOffset, keyLength) > 0) {
        take(page, timestamp, key, keyOffset, keyLength, value, valueOffset, valueLength);
      }
    } finally {
      keyspace.lock.unlock();
    }
  }

  private void take(
      Page covering,
      long timestamp,
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength) {
    Page page = covering;
    boolean taken = false;
    try {
      if (keyLength + valueLength <= ResidentRanges.MAX_ENTRY_BYTES && note(page)) {
        taken =
            page.frame()
                .write(timestamp, key, keyOffset, keyLength, value, valueOffset, valueLength);
        Page carried = taken ? null : carryOver(page, timestamp, key, keyOffset, keyLength);
        if (carried != null) {
          page = carried;
          taken =
              page.frame()
                  .write(timestamp, key, keyOffset, keyLength, value, valueOffset, valueLength);
        }
      }
    } finally {
      if (!taken && page.listed()) {
        ranges.giveUp(page, timestamp);
      }
    }
  }

  private boolean note(Page page) {
    if (touchedCount > 0 && touched[touchedCount - 1] == page) {
      return true;
    }
    if (touchedCount == TOUCHED) {
      return false;
    }
    touched[touchedCount++] = page;
    return true;
  }

  /**
   * Replaces a full page that was read by one or two with what newer views need.
   *
   * @return the one that covers the key now, or null when the page stays as it is
   */
  private Page carryOver(Page full, long timestamp, DirectBuffer key, int offset, int length) {
    if (!full.takeRead() || touchedCount + 2 > TOUCHED) {
      return null;
    }
    // Pinned, so that the memory for its copy is not found in the page itself.
    boolean pinned = full.pin();
    assert pinned : "a listed page is given up under the lock alone";
    Page carried = null;
    Page copy = stock.take();
    try {
      if (copy != null) {
        carried = copied(full, timestamp, copy, key, offset, length);
      }
    } finally {
      full.unpin();
      if (copy != null && carried == null) {
        stock.give(copy);
      }
    }
    if (carried != null && full.retire()) {
      stock.give(full);
    }
    return carried;
  }

  private Page copied(
      Page full, long timestamp, Page copy, DirectBuffer key, int offset, int length) {
    Frame old = full.frame();
    long since = Math.max(full.from(), pointers.timestamp(Freshness.ACKNOWLEDGED));
    int count = old.count();
    begin(copy, full, old.lowerAt(), old.lowerLength());
    boolean whole = old.copy(0, count, since, copy.frame());
    if (whole && copy.frame().room() - old.upperLength() >= LEAST_ROOM) {
      copy.frame().upper(old.memory(), old.upperAt(), old.upperLength());
      replace(full, timestamp, copy, since);
      return copy;
    }
    Page above = stock.take();
    if (above == null) {
      return null;
    }
    boolean behind = count > 0 && old.ceiling(key, offset, length) == count;
    boolean done = false;
    try {
      if (whole && behind && copy.frame().room() >= length) {
        // Keys come in ascending order: this page stays full, the next one begins with the key.
        begin(above, full, key, offset, length);
        copy.frame().upper(key, offset, length);
        done = true;
      } else {
        done = halved(full, copy, above, since);
      }
      if (done) {
        above.frame().upper(old.memory(), old.upperAt(), old.upperLength());
        replace(full, timestamp, copy, since);
        list(above, since);
      }
    } finally {
      if (!done) {
        stock.give(above);
      }
    }
    return !done ? null : above.frame().compareLower(key, offset, length) <= 0 ? above : copy;
  }

  private static boolean halved(Page full, Page lower, Page upper, long since) {
    Frame old = full.frame();
    int count = old.count();
    if (count < 2) {
      return false;
    }
    int middle = count / 2;
    int between = old.newest(middle);
    int at = old.keyAt(between);
    int length = old.keyLength(between);
    begin(lower, full, old.lowerAt(), old.lowerLength());
    begin(upper, full, old.memory(), at, length);
    boolean room =
        old.copy(0, middle, since, lower.frame())
            && old.copy(middle, count, since, upper.frame())
            && lower.frame().room() - length >= LEAST_ROOM
            && upper.frame().room() - old.upperLength() >= LEAST_ROOM;
    if (room) {
      lower.frame().upper(old.memory(), at, length);
    }
    return room;
  }

  private static void begin(Page page, Page full, int lowerAt, int lowerLength) {
    begin(page, full, full.frame().memory(), lowerAt, lowerLength);
  }

  private static void begin(Page page, Page full, DirectBuffer lower, int offset, int length) {
    page.begin(full.keyspace(), full.frame().common());
    page.frame().lower(lower, offset, length);
  }

  private void replace(Page full, long timestamp, Page copy, long since) {
    // The commit goes into the copy alone, and somebody may yet find the page.
    full.end(timestamp);
    full.listed(false);
    full.keyspace().directory.remove(full);
    list(copy, since);
  }

  private void list(Page page, long since) {
    // It may have versions of the present group.
    touched[touchedCount++] = page;
    page.publish(since, false);
    page.listed(true);
    page.keyspace().directory.insert(page);
    stock.published(page);
  }

  @Override
  public void abandoned() {
    for (int i = 0; i < touchedCount; i++) {
      Page page = touched[i];
      touched[i] = null;
      ResidentKeyspace keyspace = page.keyspace();
      keyspace.lock.lock();
      try {
        // What was given up, and has another range by now, is no worse for it.
        if (page.keyspace() == keyspace && page.listed()) {
          ranges.giveUp(page, 0);
        }
      } finally {
        keyspace.lock.unlock();
      }
    }
    touchedCount = 0;
  }
}
