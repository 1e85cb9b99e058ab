package io.ashlar.mvcc.resident;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.engine.Engine;
import io.ashlar.mvcc.commit.CommitObserver;
import io.ashlar.mvcc.state.StatePointers;
import io.ashlar.store.Freshness;
import io.ashlar.store.VersionedStore;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.agrona.DirectBuffer;

/**
 * Ranges of keyspaces that are kept in memory, so that what is read often is read without the
 * engine: a key that is there, a key that is not, and all keys from one to another.
 *
 * <p>Read {@link Page} first: it has the invariant. {@link PageWriter} says how the leader keeps
 * it, {@link PageFiller} why a page that is filled from the engine misses no commit, {@link
 * PageStock} what is given up when the memory is used.
 *
 * <p>Only keys of the data family. Shared by all threads. Allocates nothing in steady state.
 */
public final class ResidentRanges {

  /** The longest key that lies in a page. */
  static final int MAX_KEY_BYTES = 512;

  /** The longest entry that lies in a page. */
  static final int MAX_ENTRY_BYTES = Frame.BYTES / 4;

  /** The answer of {@link #get} for what is not here. */
  public static final int UNKNOWN = -2;

  /** Of so many misses one fills a page, at the cost of another. */
  private static final int ONE_IN = 16;

  private final PageStock stock;
  private final StatePointers pointers;
  private final FillerPool fillers;
  private final PageWriter writer;

  /** By id, open addressing; replaced as a whole when it grows, under the lock of this object. */
  private volatile ResidentKeyspace[] keyspaces = new ResidentKeyspace[64];

  private int known;

  /** Whether there is memory for a page. */
  private final boolean enabled;

  /** For all keyspaces that come to be known later: nothing was written above. */
  private volatile long newest;

  /**
   * Nothing is resident yet.
   *
   * @param budgetBytes the memory of all pages; less than one page: none are ever kept
   * @param pointers to the store's states
   * @param engine has what is filled in
   * @param recovered the newest timestamp
   */
  public ResidentRanges(long budgetBytes, StatePointers pointers, Engine engine, long recovered) {
    this.stock = new PageStock(budgetBytes);
    this.pointers = pointers;
    this.fillers = new FillerPool(this, engine);
    this.writer = new PageWriter(this, stock, pointers);
    this.newest = recovered;
    this.enabled = budgetBytes >= Frame.BYTES;
  }

  /**
   * What the pages take.
   *
   * @return bytes outside of the heap
   */
  public long bytes() {
    return stock.bytes();
  }

  /**
   * Reads a key at a view.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @param view timestamp of a pinned view
   * @param value receives the value
   * @return bytes of the value, {@link VersionedStore#ABSENT}, or {@link #UNKNOWN} when it has to
   *     be asked for elsewhere
   */
  public int get(DirectBuffer key, int offset, int length, long view, PooledBuffer value) {
    if (!enabled) {
      return UNKNOWN;
    }
    Page page = pinned(key, offset, length, view);
    if (page == null) {
      return UNKNOWN;
    }
    try {
      Frame frame = page.frame();
      int version = frame.find(key, offset, length, view);
      while (version == Frame.MOVING) {
        Thread.onSpinWait();
        version = frame.find(key, offset, length, view);
      }
      return version == Frame.NOTHING ? VersionedStore.ABSENT : frame.copyValue(version, value);
    } finally {
      page.unpin();
    }
  }

  /** The page that covers a key at a view, pinned; filled now if that is worth it; or null. */
  Page pinned(DirectBuffer key, int offset, int length, long view) {
    int id = KeyspacePrefix.of(key, offset);
    ResidentKeyspace keyspace = find(id);
    if (keyspace != null) {
      Page page = keyspace.directory.floor(key, offset, length);
      if (page != null && page.pin()) {
        if (page.answers(view) && page.frame().covers(key, offset, length)) {
          page.used();
          return page;
        }
        page.unpin();
      }
    }
    return wanted(keyspace, view) ? filled(id, key, offset, length, view, true) : null;
  }

  /** The page that covers the keys right below a key at a view, as {@link #pinned}. */
  Page pinnedBelow(DirectBuffer key, int offset, int length, long view) {
    // A bound above all keys of a keyspace begins with the id of the next one.
    int id = KeyspacePrefix.of(key, offset) - (length == KeyspacePrefix.BYTES ? 1 : 0);
    ResidentKeyspace keyspace = find(id);
    if (keyspace != null) {
      Page page = keyspace.directory.lower(key, offset, length);
      if (page != null && page.pin()) {
        if (page.answers(view)
            && page.frame().compareLower(key, offset, length) < 0
            && page.frame().compareUpper(key, offset, length) >= 0) {
          page.used();
          return page;
        }
        page.unpin();
      }
    }
    return wanted(keyspace, view) ? filled(id, key, offset, length, view, false) : null;
  }

  /** Whether a page is worth filling where none was found. */
  private boolean wanted(ResidentKeyspace keyspace, long view) {
    if (keyspace != null && keyspace.written.get() > view) {
      // It would be of no use to who asks.
      return false;
    }
    return stock.spare() || ThreadLocalRandom.current().nextInt(ONE_IN) == 0;
  }

  private Page filled(int id, DirectBuffer key, int offset, int length, long view, boolean up) {
    PageFiller filler = fillers.take();
    if (filler == null) {
      return null;
    }
    try {
      Page page =
          up ? filler.upward(id, key, offset, length) : filler.downward(id, key, offset, length);
      if (page != null && !page.answers(view)) {
        page.unpin();
        return null;
      }
      return page;
    } finally {
      fillers.give(filler);
    }
  }

  /**
   * Makes one page of a pinned one and the one right below it, in both of which nothing is left:
   * who takes rows from the lower end of a range would pass over more and more of them.
   */
  void join(Page upper) {
    ResidentKeyspace keyspace = upper.keyspace();
    if (!keyspace.lock.tryLock()) {
      return;
    }
    try {
      Frame high = upper.frame();
      Page lower = keyspace.directory.lower(high.memory(), high.lowerAt(), high.lowerLength());
      if (upper.listed()
          && lower != null
          && lower.frame().compareUpper(high.memory(), high.lowerAt(), high.lowerLength()) == 0
          && shown(keyspace.written.get())
          && lower.pin()) {
        try {
          join(keyspace, lower, upper);
        } finally {
          lower.unpin();
        }
      }
    } finally {
      keyspace.lock.unlock();
    }
  }

  private void join(ResidentKeyspace keyspace, Page lower, Page upper) {
    Page joined = stock.take();
    if (joined == null) {
      return;
    }
    Frame low = lower.frame();
    Frame high = upper.frame();
    long since =
        Math.max(Math.max(lower.from(), upper.from()), pointers.timestamp(Freshness.ACKNOWLEDGED));
    joined.begin(keyspace, KeyspacePrefix.BYTES);
    Frame made = joined.frame();
    made.lower(low.memory(), low.lowerAt(), low.lowerLength());
    boolean fits =
        low.copy(0, low.count(), since, made)
            && high.copy(0, high.count(), since, made)
            && made.room() >= Frame.BYTES / 2;
    if (!fits) {
      stock.give(joined);
      return;
    }
    made.upper(high.memory(), high.upperAt(), high.upperLength());
    long written = keyspace.written.get();
    giveUp(lower, written);
    giveUp(upper, written);
    joined.publish(since, false);
    joined.listed(true);
    keyspace.directory.insert(joined);
    stock.published(joined);
  }

  /** Frees what belongs to the engine. Nobody reads any more. */
  public void close() {
    fillers.close();
  }

  /**
   * Keeps the pages true to what is committed.
   *
   * @return to be told of all commits
   */
  public CommitObserver writer() {
    return writer;
  }

  PageStock stock() {
    return stock;
  }

  /** The keyspace, or null while nobody has wanted anything of it. */
  ResidentKeyspace find(int id) {
    ResidentKeyspace[] table = keyspaces;
    int mask = table.length - 1;
    for (int i = slot(id, mask); ; i = (i + 1) & mask) {
      ResidentKeyspace keyspace = table[i];
      if (keyspace == null || keyspace.id == id) {
        return keyspace;
      }
    }
  }

  private static int slot(int id, int mask) {
    int mixed = id * 0x9E3779B9;
    return (mixed ^ (mixed >>> 16)) & mask;
  }

  /** The keyspace, made if it is new. */
  ResidentKeyspace keyspace(int id) {
    ResidentKeyspace found = find(id);
    return found != null ? found : make(id);
  }

  private synchronized ResidentKeyspace make(int id) {
    ResidentKeyspace found = find(id);
    if (found != null) {
      return found;
    }
    ResidentKeyspace[] table = keyspaces;
    if (2 * (known + 1) > table.length) {
      table = new ResidentKeyspace[table.length * 2];
      for (ResidentKeyspace keyspace : keyspaces) {
        if (keyspace != null) {
          put(table, keyspace);
        }
      }
    } else {
      table = Arrays.copyOf(table, table.length);
    }
    ResidentKeyspace made = new ResidentKeyspace(id);
    put(table, made);
    known++;
    keyspaces = table;
    // After the table: a group that has not seen it has said before how far it reaches. Who has
    // seen it may have said more already.
    made.written.compareAndSet(Long.MAX_VALUE, newest);
    return made;
  }

  private static void put(ResidentKeyspace[] table, ResidentKeyspace keyspace) {
    int mask = table.length - 1;
    int i = slot(keyspace.id, mask);
    while (table[i] != null) {
      i = (i + 1) & mask;
    }
    table[i] = keyspace;
  }

  /** Whether there is memory for a page. */
  boolean enabled() {
    return enabled;
  }

  /** The leader is about to tell of commits up to a timestamp. */
  void told(long newestOfGroup) {
    newest = newestOfGroup;
  }

  /** Under the lock: views from the timestamp on go elsewhere. */
  void giveUp(Page page, long timestamp) {
    page.end(timestamp);
    ResidentKeyspace keyspace = page.keyspace();
    if (page.listed()) {
      page.listed(false);
      keyspace.directory.remove(page);
    }
    if (page.retire()) {
      stock.give(page);
    }
  }

  /**
   * All keys of a keyspace will be deleted, without a commit that tells of it.
   *
   * @param id of the keyspace
   */
  public void beginDrop(int id) {
    ResidentKeyspace keyspace = keyspace(id);
    keyspace.lock.lock();
    try {
      keyspace.beginDrop();
      for (Page page = keyspace.directory.first(); page != null; ) {
        giveUp(page, 0);
        page = keyspace.directory.first();
      }
    } finally {
      keyspace.lock.unlock();
    }
  }

  /**
   * They are deleted.
   *
   * @param id of the keyspace
   */
  public void endDrop(int id) {
    ResidentKeyspace keyspace = keyspace(id);
    keyspace.lock.lock();
    try {
      keyspace.endDrop(newest);
    } finally {
      keyspace.lock.unlock();
    }
  }

  /** Whether a fill that was begun when nothing was written above may show its state. */
  boolean shown(long written) {
    return pointers.timestamp(Freshness.WRITTEN) >= written;
  }

  StatePointers pointers() {
    return pointers;
  }
}
