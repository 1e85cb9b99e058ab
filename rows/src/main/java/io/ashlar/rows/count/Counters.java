package io.ashlar.rows.count;

import java.util.concurrent.ConcurrentHashMap;

/** The counters of all keyspaces of one database. Shared by all threads. */
public final class Counters {

  private final ConcurrentHashMap<Integer, KeyspaceCounters> byKeyspace = new ConcurrentHashMap<>();

  /** Nothing is counted yet. */
  public Counters() {}

  /**
   * Those of a keyspace; who counts keeps them, since looking them up allocates.
   *
   * @param keyspaceId the id, which is never used again
   * @return the same object each time
   */
  public KeyspaceCounters of(int keyspaceId) {
    return byKeyspace.computeIfAbsent(keyspaceId, id -> new KeyspaceCounters());
  }

  /** Begins at zero everywhere. */
  public void reset() {
    byKeyspace.values().forEach(KeyspaceCounters::reset);
  }
}
