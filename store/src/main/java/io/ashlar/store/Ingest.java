package io.ashlar.store;

import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * Entries that come into keyspaces which nobody knows yet, beside all commits: written aside, and
 * then part of the store all at once. Made by {@link VersionedStore#newIngest}.
 *
 * <p>A view that was pinned before {@link #publish} does not show them. Whoever is to find them
 * learns of their keyspaces by a commit afterwards. Conflicts, history and watches know nothing of
 * them: hence the keyspaces that nobody knows.
 *
 * <p>One owner.
 */
public interface Ingest extends AutoCloseable {

  /**
   * Adds an entry, above the one before, unless that was of another keyspace. Of each keyspace all
   * entries come one after the other. Allocates nothing in steady state.
   *
   * @param key holds the key
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param value holds the value, whose stamp is the timestamp of a commit that is ordered
   * @param valueOffset where it starts
   * @param valueLength its bytes
   * @throws io.ashlar.error.OutOfSpaceException when the file system is nearly full
   * @throws io.ashlar.error.StoreIoException when it fails
   * @throws io.ashlar.error.ClosedException when this or the store is closed
   */
  void put(
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength);

  /**
   * A directory for whatever the owner has to put aside meanwhile, which is deleted with the files
   * when this is closed, or when the store is opened again.
   *
   * @return the directory
   */
  Path directory();

  /**
   * Makes the entries part of the store, durably, and everything before that was ordered before it.
   * Blocks.
   *
   * @throws io.ashlar.error.OutOfSpaceException when the file system is full; none is part of it
   * @throws io.ashlar.error.StoreIoException when it fails; none is part of it
   * @throws io.ashlar.error.StorePoisonedException when the log has failed; none is part of it
   * @throws io.ashlar.error.ClosedException when this or the store is closed
   */
  void publish();

  /** Deletes what is not part of the store. Idempotent. */
  @Override
  void close();
}
