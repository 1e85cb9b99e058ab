package io.ashlar.mvcc.history;

import io.ashlar.error.HistoryUnavailableException;
import io.ashlar.store.HistoryPolicy;
import io.ashlar.store.VersionedStore;
import java.util.function.IntConsumer;
import org.agrona.collections.Int2ObjectHashMap;

/** Which keyspaces keep their history, and how. Shared by all threads. */
public final class HistoryKeyspaces {

  /** Never changed once it is published here; replaced as a whole. */
  private volatile Int2ObjectHashMap<HistoryPolicy> policies = new Int2ObjectHashMap<>();

  /** None. */
  public HistoryKeyspaces() {}

  /**
   * Sets or changes the policy of a keyspace.
   *
   * @param keyspaceId the keyspace
   * @param policy the policy
   */
  public synchronized void put(int keyspaceId, HistoryPolicy policy) {
    Int2ObjectHashMap<HistoryPolicy> next = new Int2ObjectHashMap<>(policies);
    next.put(keyspaceId, policy);
    policies = next;
  }

  /**
   * Takes a keyspace out.
   *
   * @param keyspaceId the keyspace
   */
  public synchronized void remove(int keyspaceId) {
    Int2ObjectHashMap<HistoryPolicy> next = new Int2ObjectHashMap<>(policies);
    next.remove(keyspaceId);
    policies = next;
  }

  /**
   * Whether no keyspace keeps history.
   *
   * @return true when so
   */
  public boolean isEmpty() {
    return policies.isEmpty();
  }

  /**
   * The policy of a keyspace.
   *
   * @param keyspaceId the keyspace
   * @return the policy, or null when it keeps none
   */
  public HistoryPolicy policy(int keyspaceId) {
    return policies.get(keyspaceId);
  }

  /**
   * Whether reading a keyspace as of an earlier time goes through its history: the catalog is read
   * as it is.
   *
   * @param keyspaceId the keyspace
   * @return false for those of the catalog
   */
  public static boolean applies(int keyspaceId) {
    return Integer.compareUnsigned(keyspaceId, VersionedStore.FIRST_FREE_KEYSPACE) >= 0;
  }

  /**
   * The policy of a keyspace that is read as of an earlier time.
   *
   * @param keyspaceId the keyspace
   * @param asOf the time
   * @param now the newest timestamp that was issued when the state was pinned
   * @return the policy
   * @throws HistoryUnavailableException when there is none, or it does not cover the time
   */
  public HistoryPolicy require(int keyspaceId, long asOf, long now) {
    HistoryPolicy policy = policies.get(keyspaceId);
    if (policy == null) {
      throw new HistoryUnavailableException(
          "The keyspace keeps no history.", "keyspace", keyspaceId, "asOf", asOf);
    }
    policy.require(asOf, now);
    return policy;
  }

  /**
   * Visits the keyspaces that keep history.
   *
   * @param visitor takes each id
   */
  public void forEach(IntConsumer visitor) {
    policies.keySet().forEach(keyspaceId -> visitor.accept(keyspaceId));
  }
}
