package io.ashlar.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AllocationTest {

  private static final int BYTES = 10_000_000;

  private static volatile byte[] sink;

  @Test
  void shouldCountBytesWhenThisThreadAllocates() {
    long before = Allocation.ofCurrentThread();
    sink = new byte[BYTES];
    assertThat(Allocation.ofCurrentThread() - before).isGreaterThanOrEqualTo(sink.length);
  }

  @Test
  void shouldCountOnlyThreadsOfTheStoreWhenOthersAllocateToo() throws InterruptedException {
    long before = Allocation.ofStoreThreads();
    CountDownLatch end = new CountDownLatch(1);
    Thread own = allocating("ashlar-test", end);
    Thread other = allocating("other-test", end);
    long counted = Allocation.ofStoreThreads() - before;
    end.countDown();
    own.join();
    other.join();
    assertThat(counted).isBetween((long) BYTES, 2L * BYTES - 1);
  }

  private static Thread allocating(String name, CountDownLatch end) throws InterruptedException {
    CountDownLatch allocated = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              sink = new byte[BYTES];
              allocated.countDown();
              awaitQuietly(end);
            },
            name);
    thread.start();
    allocated.await();
    return thread;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
