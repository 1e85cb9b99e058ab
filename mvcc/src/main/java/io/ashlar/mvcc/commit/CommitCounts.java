package io.ashlar.mvcc.commit;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what the pipeline has done. Written by the leader alone, read by any thread. */
public final class CommitCounts {

  private final AtomicLong commits = new AtomicLong();
  private final AtomicLong groups = new AtomicLong();
  private final AtomicLong largestGroup = new AtomicLong();
  private final AtomicLong conflicts = new AtomicLong();

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

  public long commits() {
    return commits.get();
  }

  public long groups() {
    return groups.get();
  }

  public long largestGroup() {
    return largestGroup.get();
  }

  public long conflicts() {
    return conflicts.get();
  }
}
