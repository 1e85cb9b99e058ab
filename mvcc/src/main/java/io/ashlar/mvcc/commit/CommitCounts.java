package io.ashlar.mvcc.commit;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what the pipeline has done. Written by the leader alone, read by any thread. */
public final class CommitCounts {

  private final AtomicLong commits = new AtomicLong();
  private final AtomicLong groups = new AtomicLong();
  private final AtomicLong largestGroup = new AtomicLong();
  private final AtomicLong conflicts = new AtomicLong();

  /** Nothing is counted. */
  CommitCounts() {}

  void groupWritten(int writers) {
    commits.lazySet(commits.get() + writers);
    groups.lazySet(groups.get() + 1);
    if (writers > largestGroup.get()) {
      largestGroup.lazySet(writers);
    }
  }

  void conflict() {
    conflicts.lazySet(conflicts.get() + 1);
  }

  /**
   * How many commits were written.
   *
   * @return the count since the store was opened
   */
  public long commits() {
    return commits.get();
  }

  /**
   * How many groups they were written in.
   *
   * @return the count since the store was opened
   */
  public long groups() {
    return groups.get();
  }

  /**
   * How many commits the largest group had.
   *
   * @return the count since the store was opened
   */
  public long largestGroup() {
    return largestGroup.get();
  }

  /**
   * How many commits were refused because of a conflict.
   *
   * @return the count since the store was opened
   */
  public long conflicts() {
    return conflicts.get();
  }
}
