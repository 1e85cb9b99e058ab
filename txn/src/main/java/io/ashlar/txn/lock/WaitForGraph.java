package io.ashlar.txn.lock;

import io.ashlar.error.CancelledException;
import io.ashlar.error.ClosedException;
import io.ashlar.error.DeadlockException;
import io.ashlar.error.LockTimeoutException;
import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Who waits for whom. Every wait enters under one monitor and looks for a cycle through itself
 * before it sleeps; the newcomer that would close a cycle is the victim.
 *
 * <p>Worked example: T1 holds a, T2 holds b. T1 asks for b and enters: b is T2's, T2 does not wait,
 * no cycle. T2 asks for a and enters: a is T1's, T1 waits for b, b is T2's: cycle, T2 is told.
 *
 * <p>Why one look at entry is enough: edges are added by entering only. When a lock passes from its
 * holder to the head of the queue, those behind the head waited for the head's predecessor and now
 * wait for the head, which does not wait for anything; if it ever does, it looks. The same holds
 * for one that takes a free row lock past the queue. Why the look sees no ghosts: a transaction
 * gives its locks back at its end only, so one that waits holds all it held, and nobody can begin
 * to wait while the monitor is held. A member of the cycle may time out during the look; then both
 * fail, which is retried like any other.
 *
 * <p>Only members that wait can be part of a cycle. So the sharers of a table lock need not be
 * listed anywhere: the walk asks those who wait what they hold.
 */
final class WaitForGraph {

  /** Those who wait, and those whose wait has ended but who have not left; guarded by this. */
  private final ArrayList<LockOwner> waiting = new ArrayList<>();

  /** The frontier of the current walk; guarded by this. */
  private final ArrayList<LockOwner> frontier = new ArrayList<>();

  private long walk;

  /** Waits for the lock that the owner's wait fields name; returns with the lock or throws. */
  void await(LockOwner owner, WaitQueue queue, long timeoutNs) {
    long begun = System.nanoTime();
    owner.thread = Thread.currentThread();
    if (enter(owner, queue)) {
      return;
    }
    try {
      sleep(owner, queue, begun, timeoutNs);
    } finally {
      leave(owner);
    }
  }

  synchronized int waiters() {
    return waiting.size();
  }

  private synchronized boolean enter(LockOwner owner, WaitQueue queue) {
    owner.queue = queue;
    waiting.add(owner);
    boolean granted = true;
    try {
      granted = queue.enqueue(owner);
      String cycle = granted ? null : findCycle(owner);
      if (cycle != null && queue.abandon(owner)) {
        granted = true;
        throw new DeadlockException(
            "The transaction would wait for itself.",
            "victim",
            owner.id(),
            "lock",
            queue.describe(owner),
            "cycle",
            cycle);
      }
    } finally {
      if (granted) {
        leave(owner);
      }
    }
    return granted;
  }

  private synchronized void leave(LockOwner owner) {
    assert owner.waitState != LockOwner.WAITING : "left the graph while queued";
    owner.waitState = LockOwner.IDLE;
    owner.queue = null;
    waiting.remove(owner);
  }

  private static void sleep(LockOwner owner, WaitQueue queue, long begun, long timeoutNs) {
    while (!queue.retry(owner)) {
      long waitedNs = System.nanoTime() - begun;
      boolean interrupted = Thread.currentThread().isInterrupted();
      boolean stopped = owner.stop() != null && owner.stop().cancelled();
      if (waitedNs >= timeoutNs || interrupted || stopped || owner.cancelled()) {
        LockOwner holder = queue.rowHolder(owner.waitKey);
        if (queue.abandon(owner)) {
          if (stopped && !owner.cancelled()) {
            throw new CancelledException(
                "The wait for a lock was cancelled.",
                "transaction",
                owner.id(),
                "lock",
                queue.describe(owner));
          }
          throw failure(owner, queue, holder, waitedNs, interrupted);
        }
        return;
      }
      LockSupport.parkNanos(queue, timeoutNs - waitedNs);
    }
  }

  private static RuntimeException failure(
      LockOwner owner, WaitQueue queue, LockOwner holder, long waitedNs, boolean interrupted) {
    if (owner.cancelled()) {
      return new ClosedException("The transaction has ended.", "transaction", owner.id());
    }
    String sentence =
        interrupted ? "The wait for a lock was interrupted." : "A lock was not granted in time.";
    return new LockTimeoutException(
        sentence,
        "transaction",
        owner.id(),
        "lock",
        queue.describe(owner),
        "holder",
        holder == null ? "unknown" : holder.id(),
        "waitedMs",
        waitedNs / 1_000_000,
        "interrupted",
        interrupted);
  }

  private String findCycle(LockOwner start) {
    walk++;
    frontier.clear();
    frontier.add(start);
    start.visitedBy = walk;
    for (int i = 0; i < frontier.size(); i++) {
      LockOwner at = frontier.get(i);
      if (expand(at, start)) {
        String cycle = describe(start, at);
        frontier.clear();
        return cycle;
      }
    }
    frontier.clear();
    return null;
  }

  /** Adds those that {@code at} waits for; true when {@code start} is one of them. */
  private boolean expand(LockOwner at, LockOwner start) {
    WaitQueue queue = at.queue;
    if (queue instanceof TableLock table) {
      for (int i = 0; i < waiting.size(); i++) {
        LockOwner other = waiting.get(i);
        if (other != at && table.blocks(at, other) && visit(other, at, start)) {
          return true;
        }
      }
      return false;
    }
    LockOwner holder = queue.rowHolder(at.waitKey);
    return holder != null && holder != at && visit(holder, at, start);
  }

  private boolean visit(LockOwner owner, LockOwner from, LockOwner start) {
    if (owner == start) {
      return true;
    }
    if (owner.visitedBy != walk && owner.waitState == LockOwner.WAITING) {
      owner.visitedBy = walk;
      owner.pathParent = from;
      frontier.add(owner);
    }
    return false;
  }

  private static String describe(LockOwner start, LockOwner last) {
    StringBuilder text = new StringBuilder("T").append(start.id());
    for (LockOwner at = last; at != start; at = at.pathParent) {
      text.insert(0, "->").insert(0, at.id()).insert(0, 'T');
    }
    if (last != start) {
      text.insert(0, "->").insert(0, start.id()).insert(0, 'T');
    }
    return text.toString();
  }
}
