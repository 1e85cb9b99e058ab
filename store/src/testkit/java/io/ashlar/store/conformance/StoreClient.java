package io.ashlar.store.conformance;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.codec.row.RowFormat;
import io.ashlar.store.AcknowledgedListener;
import io.ashlar.store.Committer;
import io.ashlar.store.Freshness;
import io.ashlar.store.ReadView;
import io.ashlar.store.StoreCursor;
import io.ashlar.store.VersionedStore;
import io.ashlar.transaction.Durability;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** What one thread of a test needs to use a store: a view, a cursor, a committer, a buffer. */
public final class StoreClient implements AutoCloseable {

  /** The keyspace that tests write to. */
  public static final int KEYSPACE = 100;

  /** The value that stands for absence. */
  public static final long NONE = Long.MIN_VALUE;

  private final BufferPool pool = new BufferPool(1 << 20);
  private final PooledBuffer buffer = pool.acquire(256);
  private final VersionedStore store;
  private final ReadView view;
  private final StoreCursor cursor;
  private final Committer committer;
  private final TestWrites writes = new TestWrites();

  /**
   * Opens all.
   *
   * @param store the store
   */
  public StoreClient(VersionedStore store) {
    this.store = store;
    view = store.newView();
    cursor = store.newCursor();
    committer = store.newCommitter();
  }

  /**
   * A key of the tests' keyspace.
   *
   * @param text the rest
   * @return the key
   */
  public static MutableDirectBuffer key(String text) {
    return TestWrites.key(KEYSPACE, text);
  }

  /**
   * The view.
   *
   * @return the view
   */
  public ReadView view() {
    return view;
  }

  /**
   * The cursor.
   *
   * @return the cursor
   */
  public StoreCursor cursor() {
    return cursor;
  }

  /**
   * The committer.
   *
   * @return the committer
   */
  public Committer committer() {
    return committer;
  }

  /**
   * The write set, cleared.
   *
   * @return the write set
   */
  public TestWrites writes() {
    return writes.clear();
  }

  /**
   * Pins the newest written state.
   *
   * @return its timestamp
   */
  public long pin() {
    view.pin(Freshness.WRITTEN);
    return view.timestamp();
  }

  /**
   * Commits the write set.
   *
   * @param viewTimestamp as in the seam
   * @param durability as in the seam
   * @return the timestamp
   */
  public long commit(long viewTimestamp, Durability durability) {
    return committer.commit(writes, viewTimestamp, durability, timestamp -> {});
  }

  /**
   * Commits the write set without waiting.
   *
   * @param viewTimestamp as in the seam
   * @param durability as in the seam
   * @param acknowledged as in the seam
   * @return the timestamp
   */
  public long commitAsync(
      long viewTimestamp, Durability durability, AcknowledgedListener acknowledged) {
    return committer.commitAsync(writes, viewTimestamp, durability, timestamp -> {}, acknowledged);
  }

  /**
   * Puts one key, whatever it was.
   *
   * @param text the key
   * @param payload the value
   * @return the timestamp
   */
  public long put(String text, long payload) {
    writes().put(key(text), payload, Long.MAX_VALUE);
    return commit(0, Durability.NONE);
  }

  /**
   * Deletes one key, whatever it was.
   *
   * @param text the key
   * @return the timestamp
   */
  public long delete(String text) {
    writes().delete(key(text), Long.MAX_VALUE);
    return commit(0, Durability.NONE);
  }

  /**
   * Reads at the pinned view.
   *
   * @param text the key
   * @return the value or {@link #NONE}
   */
  public long get(String text) {
    return get(key(text));
  }

  /**
   * Reads at the pinned view.
   *
   * @param key the key
   * @return the value or {@link #NONE}
   */
  public long get(MutableDirectBuffer key) {
    int length = view.get(key, 0, key.capacity(), buffer);
    return length == VersionedStore.ABSENT ? NONE : buffer.buffer().getLong(TestWrites.HEADER);
  }

  /**
   * The stamp of what {@link #get} has read last.
   *
   * @return the commit timestamp
   */
  public long stamp() {
    return RowFormat.stampOf(buffer.buffer(), 0);
  }

  /**
   * Asks the window.
   *
   * @param text the key
   * @param timestamp since when
   * @return the answer
   */
  public boolean changedSince(String text, long timestamp) {
    MutableDirectBuffer key = key(text);
    return store.changedSince(key, 0, key.capacity(), timestamp);
  }

  /**
   * Opens the cursor on a range of the pinned view.
   *
   * @param lower inclusive
   * @param upper exclusive
   */
  public void open(String lower, String upper) {
    MutableDirectBuffer from = key(lower);
    MutableDirectBuffer to = key(upper);
    cursor.open(view, from, 0, from.capacity(), to, 0, to.capacity());
  }

  /**
   * The key under the cursor and its value.
   *
   * @return for example {@code a=1}
   */
  public String current() {
    byte[] text = new byte[cursor.keyLength() - 4];
    cursor.key().getBytes(4, text);
    DirectBuffer value = cursor.value();
    return new String(text, StandardCharsets.UTF_8) + "=" + value.getLong(TestWrites.HEADER);
  }

  /**
   * Scans a range of the pinned view.
   *
   * @param lower inclusive
   * @param upper exclusive
   * @param forward the direction
   * @return the rows
   */
  public List<String> scan(String lower, String upper, boolean forward) {
    open(lower, upper);
    List<String> rows = new ArrayList<>();
    boolean more = forward ? cursor.first() : cursor.last();
    while (more) {
      rows.add(current());
      more = forward ? cursor.next() : cursor.previous();
    }
    cursor.release();
    return rows;
  }

  /**
   * Moves the cursor.
   *
   * @param text the key
   * @return whether there is one at or above it
   */
  public boolean seek(String text) {
    MutableDirectBuffer key = key(text);
    return cursor.seek(key, 0, key.capacity());
  }

  /**
   * Moves the cursor.
   *
   * @param text the key
   * @return whether there is one below it
   */
  public boolean seekBefore(String text) {
    MutableDirectBuffer key = key(text);
    return cursor.seekBefore(key, 0, key.capacity());
  }

  /**
   * Adds to the write set.
   *
   * @param text the key
   * @param payload the value
   */
  public void addPut(String text, long payload) {
    writes.put(key(text), payload, Long.MAX_VALUE);
  }

  /**
   * Adds to the write set.
   *
   * @param text the key
   */
  public void addDelete(String text) {
    writes.delete(key(text), Long.MAX_VALUE);
  }

  @Override
  public void close() {
    cursor.close();
    view.close();
    committer.close();
    buffer.close();
    pool.close();
  }
}
