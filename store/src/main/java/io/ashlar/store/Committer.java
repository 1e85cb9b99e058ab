package io.ashlar.store;

import io.ashlar.transaction.Durability;

/**
 * Commits the write sets of one transaction object, one after the other. Belongs to one thread at a
 * time. Allocates nothing in steady state.
 */
public interface Committer extends AutoCloseable {

  /**
   * Commits all entries at one timestamp, or none, and returns when the commit is acknowledged as
   * {@code durability} promises. A source without puts and deletes takes no timestamp, but still
   * waits until everything that its view could show is as durable as {@code durability} promises;
   * its checked keys are validated all the same.
   *
   * <p>An interrupt that arrives meanwhile does not end the wait; the thread's interrupt flag is
   * set on return.
   *
   * @param writes the entries
   * @param viewTimestamp the newest timestamp that the transaction has read at, or 0 when it has
   *     read nothing
   * @param durability when to acknowledge
   * @param ordered told once the commit is ordered, before durability; not called for a source
   *     without puts and deletes, nor when this method throws a conflict
   * @return the commit timestamp, or {@code viewTimestamp} when nothing was written
   * @throws io.ashlar.error.WriteConflictException when an entry's key was changed after its {@code
   *     readAt}; {@link #conflictHash()} tells the key
   * @throws io.ashlar.error.SerializationConflictException when something in {@link
   *     WriteSource#reads} was changed after its {@link ReadSource#readAt}, by an earlier member of
   *     the same commit group too; {@link #conflictHash()} tells the key
   * @throws io.ashlar.error.SnapshotTooOldException when the {@code readAt} of an entry or of the
   *     reads is older than the window of recent commits
   * @throws io.ashlar.error.OutOfSpaceException when the disk is full; nothing was written
   * @throws io.ashlar.error.CommitOutcomeUnknownException when the log failed after the commit may
   *     have been written; {@link OrderedListener#ordered} may have been called
   * @throws io.ashlar.error.StorePoisonedException when the log failed earlier; nothing was written
   * @throws io.ashlar.error.ClosedException when the committer or the store is closed
   */
  long commit(
      WriteSource writes, long viewTimestamp, Durability durability, OrderedListener ordered);

  /**
   * Commits as {@link #commit} does, with its exceptions for all that is found out until then, but
   * returns when the commit is ordered: the source and this committer can be used again. The
   * listener is told when {@code commit} would have returned, also by a close of the store.
   *
   * @param writes the entries
   * @param viewTimestamp as for {@link #commit}
   * @param durability when to acknowledge; {@link Durability#ALWAYS} shares its fsync here
   * @param ordered as for {@link #commit}
   * @param acknowledged told once; not when this method throws
   * @return the commit timestamp, or {@code viewTimestamp} when nothing was written
   */
  default long commitAsync(
      WriteSource writes,
      long viewTimestamp,
      Durability durability,
      OrderedListener ordered,
      AcknowledgedListener acknowledged) {
    // All that a store needs whose commits are acknowledged as soon as they are ordered.
    long timestamp = commit(writes, viewTimestamp, durability, ordered);
    acknowledged.acknowledged(timestamp, null);
    return timestamp;
  }

  /**
   * The {@linkplain io.ashlar.codec.key.KeyHash hash} of the key that the last commit failed on.
   *
   * @return the hash, meaningful after a {@link io.ashlar.error.WriteConflictException}; after a
   *     {@link io.ashlar.error.SerializationConflictException} that of the key that was read, or 0
   *     when it was a range
   */
  long conflictHash();

  /** Ends the committer. Idempotent. */
  @Override
  void close();
}
