package io.ashlar.jdbc.connection;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks after the transactions of connections that limit how long one may be left alone, since it
 * keeps its locks meanwhile. One thread of the process does so, while there are such connections.
 */
final class IdleTransactions {

  /** How often a connection is looked at until its time is over. */
  private static final int LOOKS = 4;

  private static final long LEAST_NANOS = 1_000_000;

  private static final ScheduledThreadPoolExecutor EXECUTOR = executor();

  private IdleTransactions() {}

  private static ScheduledThreadPoolExecutor executor() {
    ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, Visitor::new);
    executor.setRemoveOnCancelPolicy(true);
    executor.setKeepAliveTime(1, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /** The thread; whoever finds it in a connection waits until it has left, which is soon. */
  static final class Visitor extends Thread {

    Visitor(Runnable work) {
      super(work, "ashlar-jdbc-idle");
      setDaemon(true);
    }
  }

  /** Looks after a connection until it is closed, or nobody has it any more. */
  static void watch(AshlarConnection connection, Duration timeout) {
    Look look = new Look(new WeakReference<>(connection), timeout.toNanos());
    long period = Math.max(timeout.toNanos() / LOOKS, LEAST_NANOS);
    look.next = EXECUTOR.scheduleWithFixedDelay(look, period, period, TimeUnit.NANOSECONDS);
  }

  /** What is known of one connection; of the one thread. */
  static final class Look implements Runnable {

    private final WeakReference<AshlarConnection> connection;
    private final long timeoutNanos;
    private long uses = -1;
    private long since;
    private volatile Future<?> next;

    private Look(WeakReference<AshlarConnection> connection, long timeoutNanos) {
      this.connection = connection;
      this.timeoutNanos = timeoutNanos;
    }

    @Override
    public void run() {
      AshlarConnection there = connection.get();
      if (there != null && !there.isClosed()) {
        there.visit(this);
      } else if (next != null) {
        boolean cancelled = next.cancel(false);
        assert cancelled || next.isDone();
      }
    }

    /** Whether there has been no use for too long, by how many there have been. */
    boolean isOver(long usesNow) {
      long now = System.nanoTime();
      if (usesNow != uses) {
        uses = usesNow;
        since = now;
      }
      return now - since >= timeoutNanos;
    }
  }
}
