package io.ashlar.mvcc.commit;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Commits that wait for a leader, in order of arrival. Anyone may push; the rest is for the leader.
 * Allocates nothing: commits are linked through themselves.
 */
final class CommitQueue {

  /** Newest first. A commit that left the stack is not pushed again before it was settled. */
  private final AtomicReference<PendingCommit> arrivals = new AtomicReference<>();

  /** Oldest first, linked to the newest of those taken from the arrivals; the leader's. */
  private PendingCommit oldest;

  void push(PendingCommit commit) {
    PendingCommit top;
    do {
      top = arrivals.get();
      commit.next(top);
    } while (!arrivals.compareAndSet(top, commit));
  }

  /** The oldest waiting commit, which is taken out, or null. */
  PendingCommit poll() {
    if (oldest == null) {
      takeArrivals();
    }
    PendingCommit taken = oldest;
    if (taken != null) {
      oldest = taken.next();
    }
    return taken;
  }

  /** Puts a commit back that was polled last of those that have not been put back. */
  void putBack(PendingCommit commit) {
    commit.next(oldest);
    oldest = commit;
  }

  private void takeArrivals() {
    PendingCommit commit = arrivals.getAndSet(null);
    while (commit != null) {
      PendingCommit arrivedBefore = commit.next();
      commit.next(oldest);
      oldest = commit;
      commit = arrivedBefore;
    }
  }

  /** Owner of the oldest commit that was taken from the arrivals but not polled, or null. */
  Thread nextTaken() {
    return oldest == null ? null : oldest.thread();
  }

  /** Owner of the commit that arrived last, or null; for anyone. */
  Thread nextArrived() {
    PendingCommit top = arrivals.get();
    return top == null ? null : top.thread();
  }
}
