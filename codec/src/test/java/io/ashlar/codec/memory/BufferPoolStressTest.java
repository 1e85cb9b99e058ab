package io.ashlar.codec.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.error.ClosedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No two owners ever share memory, and nothing is lost, however threads meet in the pool. */
@Timeout(300)
class BufferPoolStressTest {

  private static final int THREADS = 6;
  private static final long MAX_RETAINED_BYTES = 64 * 1024;

  @Test
  void shouldKeepOwnersApartWhenManyThreadsAcquireAndRelease() throws Exception {
    run(20_000, false);
  }

  @Test
  void shouldFreeEverythingWhenClosedUnderLoad() throws Exception {
    run(2_000_000, true);
  }

  private static void run(int turns, boolean closeEarly) throws Exception {
    LeakTrace trace = new LeakTrace();
    BufferPool pool = new BufferPool(MAX_RETAINED_BYTES);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> owners = new ArrayList<>();
      for (int seed = 0; seed < THREADS; seed++) {
        Owner owner = new Owner(pool, seed, turns);
        owners.add(threads.submit(owner));
      }
      if (closeEarly) {
        TimeUnit.MILLISECONDS.sleep(50);
        pool.close();
      }
      for (Future<?> owner : owners) {
        owner.get();
      }
      assertThat(pool.outstanding()).isZero();
      assertThat(pool.acquiredCount()).isPositive().isEqualTo(pool.releasedCount());
      assertThat(pool.retainedBytes()).isBetween(0L, closeEarly ? 0L : MAX_RETAINED_BYTES);
      pool.close();
      assertThat(pool.retainedBytes()).isZero();
      trace.assertAllFreed();
    } finally {
      threads.shutdownNow();
      trace.close();
    }
  }

  /** Marks what it owns with its own name and looks whether the mark is still there. */
  private static final class Owner implements Runnable {

    private final BufferPool pool;
    private final long name;
    private final int turns;
    private final Random random;
    private final ArrayDeque<PooledBuffer> owned = new ArrayDeque<>();

    Owner(BufferPool pool, int seed, int turns) {
      this.pool = pool;
      this.name = 0x0123_4567_0000_0000L + seed;
      this.turns = turns;
      this.random = new Random(seed);
    }

    @Override
    public void run() {
      try {
        for (int turn = 0; turn < turns; turn++) {
          if (owned.size() < 4) {
            acquire();
          } else {
            release();
          }
        }
      } catch (ClosedException closedUnderLoad) {
        assertThat(owned.size()).isLessThanOrEqualTo(4);
      } finally {
        while (!owned.isEmpty()) {
          release();
        }
      }
    }

    private void acquire() {
      PooledBuffer buffer = pool.acquire(random.nextInt(5_000));
      owned.add(buffer);
      mark(buffer);
      if (random.nextInt(8) == 0) {
        buffer.ensureCapacity(buffer.capacity() + 1);
        assertThat(buffer.buffer().getLong(0)).isEqualTo(name);
        mark(buffer);
      }
      assertThat(pool.outstanding()).isNotNegative();
      assertThat(pool.retainedBytes()).isLessThanOrEqualTo(MAX_RETAINED_BYTES);
    }

    private void mark(PooledBuffer buffer) {
      buffer.buffer().putLong(0, name);
      buffer.buffer().putLong(buffer.capacity() - 8, name);
    }

    private void release() {
      PooledBuffer buffer = owned.remove();
      assertThat(buffer.buffer().getLong(0)).isEqualTo(name);
      assertThat(buffer.buffer().getLong(buffer.capacity() - 8)).isEqualTo(name);
      buffer.close();
      if (random.nextInt(4) == 0) {
        buffer.close();
      }
    }
  }
}
