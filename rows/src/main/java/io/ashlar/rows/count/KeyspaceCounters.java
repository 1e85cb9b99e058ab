package io.ashlar.rows.count;

import java.util.concurrent.atomic.LongAdder;

/**
 * What was done to the rows of one table or the entries of one index. Shared by all threads: each
 * adds to a stripe of its own once it has met another there, so counting neither waits nor, in
 * steady state, allocates.
 */
public final class KeyspaceCounters {

  private final LongAdder inserts = new LongAdder();
  private final LongAdder updates = new LongAdder();
  private final LongAdder deletes = new LongAdder();
  private final LongAdder scans = new LongAdder();
  private final LongAdder gets = new LongAdder();
  private final LongAdder rowsRead = new LongAdder();
  private final LongAdder cacheHits = new LongAdder();
  private final LongAdder cacheMisses = new LongAdder();

  KeyspaceCounters() {}

  /**
   * Counts a statement that wrote.
   *
   * @param inserted rows
   * @param updated rows
   * @param deleted rows
   */
  public void wrote(long inserted, long updated, long deleted) {
    add(inserts, inserted);
    add(updates, updated);
    add(deletes, deleted);
  }

  /** Counts a walk that has ended. */
  public void scanned() {
    scans.increment();
  }

  /**
   * Counts what a walk, or a part of one, has read.
   *
   * @param moved rows or entries that it moved over
   */
  public void read(long moved) {
    add(rowsRead, moved);
  }

  /**
   * Counts a read of a key.
   *
   * @param found whether it was there
   */
  public void got(boolean found) {
    gets.increment();
    if (found) {
      rowsRead.increment();
    }
  }

  /**
   * Counts blocks.
   *
   * @param hits found in the cache
   * @param misses read from files
   */
  public void blocks(long hits, long misses) {
    add(cacheHits, hits);
    add(cacheMisses, misses);
  }

  private static void add(LongAdder counter, long count) {
    if (count != 0) {
      counter.add(count);
    }
  }

  /** Begins at zero. What is counted meanwhile may be lost. */
  public void reset() {
    inserts.reset();
    updates.reset();
    deletes.reset();
    scans.reset();
    gets.reset();
    rowsRead.reset();
    cacheHits.reset();
    cacheMisses.reset();
  }

  /**
   * Rows inserted.
   *
   * @return the number
   */
  public long inserts() {
    return inserts.sum();
  }

  /**
   * Rows updated.
   *
   * @return the number
   */
  public long updates() {
    return updates.sum();
  }

  /**
   * Rows deleted.
   *
   * @return the number
   */
  public long deletes() {
    return deletes.sum();
  }

  /**
   * Walks.
   *
   * @return the number
   */
  public long scans() {
    return scans.sum();
  }

  /**
   * Reads of a key.
   *
   * @return the number
   */
  public long gets() {
    return gets.sum();
  }

  /**
   * Rows or entries read.
   *
   * @return the number
   */
  public long rowsRead() {
    return rowsRead.sum();
  }

  /**
   * Blocks found in the cache.
   *
   * @return the number
   */
  public long cacheHits() {
    return cacheHits.sum();
  }

  /**
   * Blocks read from files.
   *
   * @return the number
   */
  public long cacheMisses() {
    return cacheMisses.sum();
  }
}
