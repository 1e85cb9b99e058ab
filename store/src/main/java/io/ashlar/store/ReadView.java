package io.ashlar.store;

import io.ashlar.codec.memory.PooledBuffer;
import org.agrona.DirectBuffer;

/**
 * A fixed state of the store: everything committed up to a timestamp, and nothing after it.
 *
 * <p>A view object is made once and pinned many times; while it is pinned the store keeps every
 * version that it can see. It belongs to one thread at a time. Pinning, reading and releasing
 * allocate nothing and take no lock.
 */
public interface ReadView extends AutoCloseable {

  /**
   * Pins the newest state of the given kind; a view that is pinned already moves to it.
   *
   * @param freshness which newest state
   * @throws io.ashlar.error.ClosedException when the view or the store is closed
   * @throws io.ashlar.error.StorePoisonedException when the store's log has failed
   * @throws io.ashlar.error.LimitExceededException when too many views are pinned to that state
   */
  void pin(Freshness freshness);

  /**
   * Pins as {@link #pin} does, and has the store remember all that is committed from then on to the
   * release, so that what is read through the view can be handed to a commit as {@link
   * WriteSource#reads}.
   *
   * @param freshness which newest state
   * @throws io.ashlar.error.ClosedException when the view or the store is closed
   * @throws io.ashlar.error.StorePoisonedException when the store's log has failed
   */
  void pinTracked(Freshness freshness);

  /**
   * Pins the newest acknowledged state, and reads through it as it was at an earlier time, in
   * keyspaces that {@linkplain VersionedStore#keepHistory keep their history}; in those of the
   * catalog as it is. {@link #timestamp} is that of the state. A time of the present millisecond
   * becomes past by this call: commits that have a timestamp up to it are acknowledged first, which
   * may take a sync of the log, and those that follow get later ones.
   *
   * @param asOf the timestamp: what was committed up to it is seen
   * @throws io.ashlar.error.HistoryUnavailableException when the time is zero or less, or lies
   *     beyond what is acknowledged and in the future; later, from {@link #get} and {@link
   *     StoreCursor#open}, when a keyspace keeps no history of that time
   * @throws io.ashlar.error.ClosedException when the view or the store is closed
   * @throws io.ashlar.error.StorePoisonedException when the store's log has failed
   */
  void pinAsOf(long asOf);

  /**
   * Whether the view is pinned.
   *
   * @return true between {@link #pin} and {@link #release}
   */
  boolean pinned();

  /**
   * The commit timestamp of the pinned state.
   *
   * @return the timestamp
   * @throws io.ashlar.error.IllegalUseException when the view is not pinned
   */
  long timestamp();

  /**
   * Reads the value of a key, the commit timestamp in its header included.
   *
   * @param key holds the key; may be any buffer, a direct one saves a copy
   * @param offset where the key starts
   * @param length bytes of the key
   * @param value receives the value from index 0 on; grown when it is too small
   * @return bytes of the value, or {@link VersionedStore#ABSENT}
   * @throws io.ashlar.error.IllegalUseException when the view is not pinned
   * @throws io.ashlar.error.ClosedException when the view or the store is closed
   */
  int get(DirectBuffer key, int offset, int length, PooledBuffer value);

  /** Lets the pinned state go. Does nothing when the view is not pinned. */
  void release();

  /** Releases and ends the view. Idempotent. */
  @Override
  void close();
}
