package io.ashlar.mvcc.commit;

import io.ashlar.engine.EngineBatch;
import io.ashlar.engine.Family;
import org.agrona.DirectBuffer;

/**
 * Is told of all that commits write, in commit order, before anybody can see it: before the group's
 * state is published, and before the group's keys are in the windows.
 *
 * <p>What it is told may never come to be: a group whose batch cannot be filled, or whose write is
 * refused, is filled anew without the member that failed, under later timestamps. Whatever an
 * observer keeps must be right in either case.
 *
 * <p>Called by the leader alone, which holds up everybody's commit meanwhile: an observer does not
 * block, and allocates nothing in steady state. An exception, or an {@link OutOfMemoryError}, fails
 * the commit that is being told of; any other error poisons the store.
 */
public interface CommitObserver {

  /**
   * The writes of a group of commits will be told of.
   *
   * @param newest the newest of their timestamps, above all that were told of before
   */
  void begin(long newest);

  /**
   * A commit puts a key.
   *
   * @param batch the group's, before the put itself is in it; an observer may add writes
   * @param family where the key belongs
   * @param hash of the key
   * @param timestamp of the commit; never falls
   * @param key holds the key, keyspace id included
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param value holds the value, stamped
   * @param valueOffset where it starts
   * @param valueLength its bytes
   */
  void put(
      EngineBatch batch,
      Family family,
      long hash,
      long timestamp,
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength);

  /**
   * A commit deletes a key, which need not be there.
   *
   * @param batch the group's, before the deletion itself is in it; an observer may add writes
   * @param family where the key belongs
   * @param hash of the key
   * @param timestamp of the commit; never falls
   * @param key holds the key, keyspace id included
   * @param keyOffset where it starts
   * @param keyLength its bytes
   */
  void delete(
      EngineBatch batch,
      Family family,
      long hash,
      long timestamp,
      DirectBuffer key,
      int keyOffset,
      int keyLength);

  /**
   * What was told of since the last {@link #begin} will not be written: the group failed, or is
   * told of anew. Nothing was published meanwhile.
   */
  default void abandoned() {}
}
