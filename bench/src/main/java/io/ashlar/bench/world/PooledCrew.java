package io.ashlar.bench.world;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Few threads for many sessions: each takes the session that is due next, and puts it back. */
final class PooledCrew implements Crew {

  private static final int LOOK_UP_MS = 50;

  private final Stage stage;
  private final DelayQueue<Session> queue;
  private final CountDownLatch left;

  /** Threads outlive their sessions, so that what they allocated can still be read. */
  private final CountDownLatch dismissed = new CountDownLatch(1);

  private final List<Thread> threads = new ArrayList<>();

  PooledCrew(Stage stage, List<Session> sessions, int size) {
    this.stage = stage;
    queue = new DelayQueue<>(sessions.stream().filter(each -> !stage.over(each)).toList());
    left = new CountDownLatch(queue.size());
    for (int i = 1; i <= size; i++) {
      Thread thread = new Thread(this::work, "world-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  private void work() {
    try {
      while (left.getCount() > 0 && !stage.stopped()) {
        Session session = queue.poll(LOOK_UP_MS, TimeUnit.MILLISECONDS);
        if (session == null) {
          continue;
        }
        if (stage.act(session)) {
          queue.add(session);
        } else {
          left.countDown();
        }
      }
      dismissed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
    dismissed.countDown();
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
