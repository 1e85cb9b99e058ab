package io.ashlar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.testkit.AllocationRounds;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In steady state no operation of the hot path leaves a byte on the heap. */
class AllocationTest {

  private static final int OPERATIONS = 2_000;

  @TempDir Path temp;
  private Engine engine;
  private EngineReader reader;
  private EngineBatch batch;
  private EngineCursor cursor;
  private EngineSnapshot snapshot;
  private final MutableDirectBuffer key = Flyweights.wrap(ByteBuffer.allocateDirect(8));
  private final MutableDirectBuffer value = Flyweights.wrap(ByteBuffer.allocateDirect(100));
  private PooledBuffer into;

  @BeforeEach
  void open() {
    engine = Engine.open(temp, StoreFixture.small().traceHandles(false).build());
    reader = engine.newReader();
    batch = engine.newBatch();
    cursor = engine.acquireCursor(Family.DATA);
    into = StoreFixture.BUFFERS.acquire(16);
    write();
    snapshot = engine.openSnapshot();
  }

  @AfterEach
  void close() {
    into.close();
    engine.close();
  }

  @Test
  void shouldAllocateNothingWhenGetting() {
    assertAllocatesNothing(this::read);
    reader.snapshot(snapshot);
    assertAllocatesNothing(this::read);
  }

  @Test
  void shouldAllocateNothingWhenWriting() {
    assertAllocatesNothing(this::write);
  }

  @Test
  void shouldAllocateNothingWhenScanning() {
    assertAllocatesNothing(this::scan);
  }

  @Test
  void shouldAllocateNothingWhenResettingAndParking() {
    assertAllocatesNothing(
        () -> {
          for (int i = 0; i < OPERATIONS; i++) {
            key.putLong(0, i);
            cursor.reset((i & 1) == 0 ? snapshot : null, key, 0, 8, key, 0, 8);
            cursor.seekFirst();
            cursor.park();
          }
        });
  }

  private void read() {
    for (int i = 0; i < OPERATIONS; i++) {
      key.putLong(0, Long.reverseBytes(i));
      reader.get(Family.DATA, key, 0, 8, into);
    }
  }

  private void write() {
    for (int i = 0; i < OPERATIONS; i++) {
      key.putLong(0, Long.reverseBytes(i));
      batch.clear();
      batch.put(Family.DATA, key, 0, 8, value, 0, 100);
      batch.delete(Family.HISTORY, key, 0, 8);
      engine.write(batch);
    }
  }

  private void scan() {
    cursor.reset(snapshot, null, 0, 0, null, 0, 0);
    int rows = 0;
    for (boolean on = cursor.seekFirst(); on; on = cursor.next()) {
      rows += cursor.valueLength() == 100 ? 1 : 0;
    }
    for (boolean on = cursor.seekLast(); on; on = cursor.prev()) {
      rows += cursor.keyLength() == 8 ? 1 : 0;
    }
    if (rows != 2 * OPERATIONS) {
      throw new AssertionError("rows " + rows);
    }
  }

  private static void assertAllocatesNothing(Runnable operations) {
    assertThat(AllocationRounds.leastBytes(0, 1, round -> operations.run()))
        .as("bytes of %d operations", OPERATIONS)
        .isZero();
  }
}
