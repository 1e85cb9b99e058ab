package io.ashlar.bench.world;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A virtual thread for each session, which sleeps until its session is due. Needs JDK 21. */
final class VirtualCrew implements Crew {

  private static final int LOOK_UP_MS = 50;

  private final Stage stage;
  private final ExecutorService executor;
  private final CountDownLatch left;

  VirtualCrew(Stage stage, List<Session> sessions) {
    this.stage = stage;
    executor = newExecutor();
    left = new CountDownLatch(sessions.size());
    for (Session session : sessions) {
      executor.execute(() -> live(session));
    }
  }

  /** Whether this JVM has virtual threads. */
  static boolean available() {
    try {
      newExecutor().shutdown();
      return true;
    } catch (UnsupportedOperationException e) {
      return false;
    }
  }

  /** By reflection, since the sources are those of JDK 17. */
  private static ExecutorService newExecutor() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new UnsupportedOperationException("this JVM has no virtual threads", e);
    }
  }

  private void live(Session session) {
    try {
      boolean going = true;
      while (going && !stage.stopped() && !stage.over(session)) {
        long aheadNs = session.dueNs() - System.nanoTime();
        if (aheadNs > 0) {
          LockSupport.parkNanos(aheadNs);
        } else {
          going = stage.act(session);
        }
        going &= !Thread.currentThread().isInterrupted();
      }
    } finally {
      left.countDown();
    }
  }

  @Override
  public void await() throws InterruptedException, ExecutionException {
    boolean ended = false;
    while (!ended && !stage.stopped()) {
      ended = left.await(LOOK_UP_MS, TimeUnit.MILLISECONDS);
    }
    Throwable failure = stage.failure();
    if (failure != null) {
      throw new ExecutionException(failure);
    }
  }

  @Override
  public void close() {
    stage.stop();
    // Wakes those who sleep; after a regular end there are none.
    executor.shutdownNow();
    boolean interrupted = false;
    while (left.getCount() > 0) {
      try {
        left.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
