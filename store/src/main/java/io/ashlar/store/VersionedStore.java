package io.ashlar.store;

import java.util.List;
import org.agrona.DirectBuffer;

/**
 * A store of versioned keys: the seam between transactions and storage.
 *
 * <p>Shared by all threads. Everything that it hands out must be closed before, or is closed by,
 * {@link #close()}; later use of it is {@link io.ashlar.error.ClosedException}.
 */
public interface VersionedStore extends AutoCloseable {

  /** The answer of a get when the key has no value in the view. */
  int ABSENT = -1;

  /** Keyspaces with a smaller id hold the catalog; tables and indexes take ids from here on. */
  int FIRST_FREE_KEYSPACE = 16;

  /**
   * What this store can do.
   *
   * @return the same immutable answer for the life of the store
   */
  StoreCapabilities capabilities();

  /**
   * A new, unpinned view. Allocates; made once for each transaction object and pinned again and
   * again.
   *
   * @return the view, owned by the caller
   */
  ReadView newView();

  /**
   * A new cursor. Allocates; the native iterator that it uses while it is open comes from a pool.
   *
   * @return the cursor, owned by the caller
   */
  StoreCursor newCursor();

  /**
   * A new committer. Allocates; made once for each transaction object and used again and again.
   *
   * @return the committer, owned by the caller
   */
  Committer newCommitter();

  /**
   * Whether a commit with a timestamp above {@code timestamp} has written or deleted the key, as
   * far as commits are ordered when the call is made. Exact under a lock on the key; never false
   * when such a commit exists, true for another key only by a collision of 64-bit hashes.
   *
   * <p>Allocates nothing and does not block.
   *
   * @param key holds the key
   * @param offset where the key starts
   * @param length bytes of the key
   * @param timestamp a commit timestamp, usually that of a view
   * @return true when the key was changed after {@code timestamp}
   * @throws io.ashlar.error.SnapshotTooOldException when the window of recent commits no longer
   *     reaches back to {@code timestamp}
   */
  boolean changedSince(DirectBuffer key, int offset, int length, long timestamp);

  /**
   * The timestamp of the newest ordered commit.
   *
   * @return the timestamp; before the first commit, the timestamp that the store was opened at
   */
  long newestTimestamp();

  /**
   * Makes everything that was ordered before this call durable.
   *
   * @throws io.ashlar.error.CommitOutcomeUnknownException when the write-ahead log cannot be synced
   * @throws io.ashlar.error.StorePoisonedException when it failed before
   */
  void flush();

  /**
   * Gives back the space of versions and deletions that no view needs any more, as far as the store
   * keeps such. Blocks until it is done, which may take minutes; others go on meanwhile.
   *
   * @throws io.ashlar.error.IllegalUseException when the store is read-only
   * @throws io.ashlar.error.OutOfSpaceException when the file system is full
   */
  void compact();

  /**
   * Reads everything that is stored and compares it with its checksums, as far as the store keeps
   * such. Blocks until it is done, which may take minutes; others go on meanwhile.
   *
   * @throws io.ashlar.error.CorruptionException when something is damaged
   * @throws io.ashlar.error.StoreIoException when the file system fails
   */
  void verifyChecksums();

  /**
   * Begins to bring in entries beside the commits; of stores that {@linkplain
   * StoreCapabilities#ingest can}.
   *
   * @return the entries, none yet, owned by the caller
   * @throws io.ashlar.error.IllegalUseException when the store is read-only
   * @throws io.ashlar.error.StorePoisonedException when the log has failed
   */
  default Ingest newIngest() {
    throw new UnsupportedOperationException("a capability that the store does not have");
  }

  /**
   * Has the store keep, from now on, the versions that commits supersede in a keyspace, so that
   * {@link ReadView#pinAsOf} can read them. Not stored: to be said again after each open, before
   * the first write. No key of the keyspace may begin with another one. The newest policy counts;
   * its width of buckets must be that of the first one.
   *
   * @param keyspaceId the keyspace
   * @param policy how
   * @throws io.ashlar.error.ClosedException when the store is closed
   */
  void keepHistory(int keyspaceId, HistoryPolicy policy);

  /**
   * Ends what {@link #keepHistory} began, and gives the space of the kept versions back. Does
   * nothing for a keyspace that keeps none.
   *
   * @param keyspaceId the keyspace
   * @throws io.ashlar.error.ClosedException when the store is closed
   */
  void dropHistory(int keyspaceId);

  /**
   * Gives back the space of a keyspace that nothing refers to any more, as soon as no view older
   * than {@code droppedAt} is pinned. Returns at once. The work is not remembered across a restart:
   * the catalog asks again.
   *
   * @param keyspaceId the keyspace; its id is never used again
   * @param droppedAt the timestamp of the commit that dropped it
   */
  void reclaimKeyspace(int keyspaceId, long droppedAt);

  /**
   * Whether a {@linkplain #reclaimKeyspace request} for the keyspace has not been carried out yet.
   *
   * @param keyspaceId the keyspace
   * @return true while its space is held
   */
  boolean reclaimPending(int keyspaceId);

  /**
   * Estimates what a keyspace holds. May look at a list of all files; allocates.
   *
   * @param keyspaceId the keyspace, at least {@link #FIRST_FREE_KEYSPACE}
   * @return the estimates; {@link KeyspaceSize#UNKNOWN} of a store that has none
   */
  default KeyspaceSize keyspaceSize(int keyspaceId) {
    return KeyspaceSize.UNKNOWN;
  }

  /**
   * What the store holds in memory.
   *
   * @return the figures now; allocates
   */
  default StoreMemory memory() {
    return StoreMemory.NONE;
  }

  /**
   * A probe that counts what reads cost.
   *
   * @return a probe for one thread at a time; {@link ReadProbe#NONE} of a store without blocks
   */
  default ReadProbe newReadProbe() {
    return ReadProbe.NONE;
  }

  /**
   * Watches a range of keys from now on. Allocates. Each watch costs the commits in its keyspace
   * time, so there should be some hundreds at most.
   *
   * @param lower the first key, inclusive, at least 4 bytes; kept
   * @param upper the end, exclusive, in the same keyspace or where the next one begins; kept
   * @return the watch, owned by the caller; {@link RangeWatch#BLIND} of a store that cannot
   */
  default RangeWatch watch(byte[] lower, byte[] upper) {
    return RangeWatch.BLIND;
  }

  /**
   * What is open of things outside of the JVM, for reports. Answers after the close as well: then
   * with what was not freed.
   *
   * @return a line of {@code key=value} for each; allocates
   */
  List<String> openHandles();

  /**
   * What the store has done since it was opened.
   *
   * @return a snapshot of the counters; allocates
   */
  StoreStatistics statistics();

  /**
   * Makes everything durable, closes all that was handed out, and ends the store's threads.
   * Idempotent. Callers in flight are waited for. An interrupt does not cut it short; the thread's
   * interrupt flag is set on return.
   *
   * @throws io.ashlar.error.CommitOutcomeUnknownException when the last sync of the log fails: what
   *     was acknowledged without a sync may be lost; all is closed nevertheless
   * @throws io.ashlar.error.CloseTimeoutException when a call or a listener has not come back in
   *     time: what it may use stays open, and closing again goes on with what is left
   */
  @Override
  void close();
}
