package io.ashlar.rows.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.memory.PooledBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Records in chains of blocks are what was stored, and what they took is free when they go. */
class BlockMemoryPropertyTest {

  private static final int BLOCKS = 40;

  @Property(tries = 200)
  void shouldHoldWhatWasStoredUntilItIsReleased(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Integer, byte[]> model = new TreeMap<>();
    try (BufferPool pool = new BufferPool(0);
        BlockMemory memory = new BlockMemory(pool, BLOCKS);
        PooledBuffer into = pool.acquire(16)) {
      for (int step = 0; step < 200; step++) {
        byte[] record = new byte[random.nextInt(random.nextBoolean() ? 100 : 1_200)];
        random.nextBytes(record);
        int needed = BlockMemory.blocksOf(record.length);
        if (needed <= memory.free() && random.nextInt(3) > 0) {
          int free = memory.free();
          int first =
              memory.store(Flyweights.wrap(record), record.length, (byte) 2, (byte) 3, step, -step);
          assertThat(model.put(first, record)).isNull();
          assertThat(free - memory.free()).isEqualTo(needed).isEqualTo(memory.blocksAt(first));
          assertThat(memory.operation(first)).isEqualTo((byte) 2);
          assertThat(memory.priority(first)).isEqualTo((byte) 3);
          assertThat(memory.number(first)).isEqualTo(step);
          assertThat(memory.submitted(first)).isEqualTo(-step);
        } else if (!model.isEmpty()) {
          int victim = model.keySet().stream().skip(random.nextInt(model.size())).findFirst().get();
          model.remove(victim);
          memory.release(victim);
        }
        model.forEach(
            (first, stored) -> {
              byte[] read = new byte[memory.read(first, into)];
              into.buffer().getBytes(0, read);
              assertThat(Arrays.equals(read, stored)).isTrue();
            });
      }
      model.keySet().forEach(memory::release);
      assertThat(memory.free()).isEqualTo(BLOCKS);
      assertThat(memory.usedBytes()).isZero();
    }
  }
}
