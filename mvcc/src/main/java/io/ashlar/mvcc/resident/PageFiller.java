package io.ashlar.mvcc.resident;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.engine.Engine;
import io.ashlar.engine.EngineCursor;
import io.ashlar.engine.Family;
import io.ashlar.mvcc.state.ViewSlot;
import io.ashlar.store.Freshness;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Fills pages from the engine, upward or downward from a key.
 *
 * <p>Why a filled page misses no commit: the filler is first made known to the leader, with the gap
 * that it is about to read. Then it asks for the newest commit L of the keyspace, and goes on only
 * if a state that contains L can be had. What was written into the gap up to L is in that state;
 * what is written after L is told to the filler, and spoils the page. So what was read is what is
 * alive at every view from L on.
 *
 * <p>Belongs to one thread at a time, which takes it from {@link FillerPool}.
 */
final class PageFiller implements AutoCloseable {

  /** Bytes that are left for versions to come. */
  private static final int LEAVE = Frame.BYTES / 4;

  private final ResidentRanges ranges;
  private final Engine engine;

  /** Made upon the first fill, parked between fills. */
  private EngineCursor cursor;

  private final MutableDirectBuffer lower = Flyweights.wrap(new byte[ResidentRanges.MAX_KEY_BYTES]);
  private final MutableDirectBuffer upper = Flyweights.wrap(new byte[ResidentRanges.MAX_KEY_BYTES]);
  private int lowerLength;
  private int upperLength;

  /** Whether something was written into the gap. Guarded by the keyspace's lock. */
  private boolean spoiled;

  PageFiller(ResidentRanges ranges, Engine engine) {
    this.ranges = ranges;
    this.engine = engine;
  }

  /** Under the keyspace's lock. */
  void spoil(DirectBuffer key, int offset, int length) {
    if (UnsignedBytes.compare(lower, 0, lowerLength, key, offset, length) <= 0
        && UnsignedBytes.compare(upper, 0, upperLength, key, offset, length) > 0) {
      spoiled = true;
    }
  }

  /** Under the keyspace's lock. */
  void spoil() {
    spoiled = true;
  }

  /**
   * Fills a page with what comes from a key on, the key included.
   *
   * @return the page, pinned, or null when there is none to be had now
   */
  Page upward(int keyspaceId, DirectBuffer key, int offset, int length) {
    return fill(keyspaceId, key, offset, length, true);
  }

  /** As {@link #upward}, with what comes below a key, the key excluded. */
  Page downward(int keyspaceId, DirectBuffer key, int offset, int length) {
    return fill(keyspaceId, key, offset, length, false);
  }

  private Page fill(int keyspaceId, DirectBuffer key, int offset, int length, boolean up) {
    if (length > ResidentRanges.MAX_KEY_BYTES) {
      return null;
    }
    ResidentKeyspace keyspace = ranges.keyspace(keyspaceId);
    Page page = ranges.stock().take();
    if (page == null) {
      return null;
    }
    boolean published = false;
    try {
      if (begin(keyspace, key, offset, length, up)) {
        boolean read = false;
        long written = keyspace.written.get();
        try {
          read = ranges.shown(written) && read(keyspace, page, up);
        } finally {
          published = end(keyspace, page, written, read);
        }
      }
    } finally {
      if (!published) {
        ranges.stock().give(page);
      }
    }
    return published ? page : null;
  }

  /** Takes the gap around the key as bounds, one of which becomes the key, and is known with it. */
  boolean begin(ResidentKeyspace keyspace, DirectBuffer key, int offset, int length, boolean up) {
    keyspace.lock.lock();
    try {
      PageDirectory directory = keyspace.directory;
      Page below = up ? directory.floor(key, offset, length) : directory.lower(key, offset, length);
      Page above = up ? directory.higher(key, offset, length) : null;
      if (up) {
        if (below != null && below.frame().compareUpper(key, offset, length) > 0) {
          return false;
        }
        lower(key, offset, length);
        if (above != null) {
          upper(above.frame().memory(), above.frame().lowerAt(), above.frame().lowerLength());
        } else {
          KeyspacePrefix.put(upper, 0, keyspace.id + 1);
          upperLength = KeyspacePrefix.BYTES;
        }
      } else {
        if (below != null && below.frame().compareUpper(key, offset, length) >= 0) {
          return false;
        }
        upper(key, offset, length);
        if (below != null) {
          lower(below.frame().memory(), below.frame().upperAt(), below.frame().upperLength());
        } else {
          KeyspacePrefix.put(lower, 0, keyspace.id);
          lowerLength = KeyspacePrefix.BYTES;
        }
      }
      spoiled = false;
      return keyspace.begin(this);
    } finally {
      keyspace.lock.unlock();
    }
  }

  private void lower(DirectBuffer key, int offset, int length) {
    lower.putBytes(0, key, offset, length);
    lowerLength = length;
  }

  private void upper(DirectBuffer key, int offset, int length) {
    upper.putBytes(0, key, offset, length);
    upperLength = length;
  }

  /** Reads rows into the page and sets its bounds; false when the first does not fit. */
  private boolean read(ResidentKeyspace keyspace, Page page, boolean up) {
    if (cursor == null) {
      cursor = engine.acquireCursor(Family.DATA);
    }
    ViewSlot slot = ranges.pointers().pin(Freshness.WRITTEN);
    try {
      cursor.reset(slot.snapshot(), lower, 0, lowerLength, upper, 0, upperLength);
    } finally {
      ranges.pointers().unpin(slot);
    }
    try {
      page.begin(keyspace, KeyspacePrefix.BYTES);
      return up ? readUp(page.frame()) : readDown(page.frame());
    } finally {
      cursor.park();
    }
  }

  private boolean readUp(Frame frame) {
    boolean standing = cursor.seekFirst();
    boolean empty = true;
    while (standing && takes(frame)) {
      empty = false;
      standing = cursor.next();
    }
    if (!standing) {
      frame.lower(lower, 0, lowerLength);
      frame.upper(upper, 0, upperLength);
      return true;
    }
    if (cursor.keyLength() > ResidentRanges.MAX_KEY_BYTES
        || (empty
            && UnsignedBytes.equal(lower, 0, lowerLength, cursor.key(), 0, cursor.keyLength()))) {
      return false;
    }
    frame.lower(lower, 0, lowerLength);
    frame.upper(cursor.key(), 0, cursor.keyLength());
    return true;
  }

  private boolean readDown(Frame frame) {
    boolean standing = cursor.seekLast();
    boolean empty = true;
    while (standing && takes(frame)) {
      empty = false;
      standing = cursor.prev();
    }
    frame.reverse();
    if (!standing) {
      frame.lower(lower, 0, lowerLength);
      frame.upper(upper, 0, upperLength);
      return true;
    }
    if (empty) {
      return false;
    }
    // The lowest key that is in: between it and the next one down nothing is claimed.
    int lowest = frame.newest(0);
    frame.lower(frame.memory(), frame.keyAt(lowest), frame.keyLength(lowest));
    frame.upper(upper, 0, upperLength);
    return true;
  }

  private boolean takes(Frame frame) {
    int keyLength = cursor.keyLength();
    if (keyLength > ResidentRanges.MAX_KEY_BYTES) {
      return false;
    }
    DirectBuffer value = cursor.value();
    int valueLength = value.capacity();
    if (keyLength + valueLength > ResidentRanges.MAX_ENTRY_BYTES
        || !frame.takes(keyLength, valueLength, LEAVE)) {
      return false;
    }
    frame.add(cursor.key(), 0, keyLength, value, 0, valueLength);
    return true;
  }

  /**
   * Is known no more, and publishes the page if it was read and misses nothing.
   *
   * @param written since {@link #begin} nothing above was written but what was told
   * @return whether the page is published, pinned
   */
  boolean end(ResidentKeyspace keyspace, Page page, long written, boolean read) {
    keyspace.lock.lock();
    try {
      keyspace.end(this);
      if (!read || spoiled || overlaps(keyspace.directory, page)) {
        return false;
      }
      page.publish(absorb(keyspace, page, written), true);
      page.listed(true);
      keyspace.directory.insert(page);
    } finally {
      keyspace.lock.unlock();
    }
    ranges.stock().published(page);
    return true;
  }

  /**
   * Takes in the page right above when both find room in one, so that no small ones stay.
   *
   * @return the first view that is answered
   */
  private long absorb(ResidentKeyspace keyspace, Page page, long written) {
    Frame made = page.frame();
    DirectBuffer memory = made.memory();
    Page above = keyspace.directory.higher(memory, made.lowerAt(), made.lowerLength());
    if (above == null
        || above.frame().compareLower(memory, made.upperAt(), made.upperLength()) != 0
        || above.frame().top() + made.top() > Frame.BYTES - LEAVE
        || !ranges.shown(keyspace.written.get())) {
      return written;
    }
    Frame other = above.frame();
    int slots = made.count();
    int top = made.top();
    // It may have been made later, and then it knows nothing of the views between.
    long since = Math.max(written, above.from());
    if (other.copy(0, other.count(), since, made)
        && made.room() - other.upperLength() >= LEAVE / 2) {
      made.upper(other.memory(), other.upperAt(), other.upperLength());
      ranges.giveUp(above, keyspace.written.get());
      return since;
    }
    made.cutBack(slots, top);
    return written;
  }

  /** Whether others have filled a part of the range meanwhile. */
  private static boolean overlaps(PageDirectory directory, Page page) {
    Frame made = page.frame();
    DirectBuffer memory = made.memory();
    Page below = directory.floor(memory, made.lowerAt(), made.lowerLength());
    if (below != null
        && below.frame().compareUpper(memory, made.lowerAt(), made.lowerLength()) > 0) {
      return true;
    }
    Page above = directory.higher(memory, made.lowerAt(), made.lowerLength());
    return above != null
        && above.frame().compareLower(memory, made.upperAt(), made.upperLength()) < 0;
  }

  @Override
  public void close() {
    if (cursor != null) {
      cursor.close();
    }
  }
}
