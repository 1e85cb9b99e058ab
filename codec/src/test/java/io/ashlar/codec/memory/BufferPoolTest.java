package io.ashlar.codec.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BufferPoolTest {

  private LeakTrace trace;
  private BufferPool pool;

  @BeforeEach
  void open() {
    trace = new LeakTrace();
    pool = new BufferPool(1 << 20);
  }

  @AfterEach
  void assertNothingLeaks() {
    assertThat(pool.outstanding()).isZero();
    pool.close();
    assertThat(pool.retainedBytes()).isZero();
    trace.assertAllFreed();
    trace.close();
  }

  @Test
  void shouldRoundUpToATierWhenAcquired() {
    int[][] expected = {
      {0, 256},
      {1, 256},
      {256, 256},
      {257, 1024},
      {1024, 1024},
      {1025, 4096},
      {4097, 16384},
      {1 << 20, 1 << 20},
      {(1 << 20) + 1, 4 << 20}
    };
    for (int[] pair : expected) {
      try (PooledBuffer buffer = pool.acquire(pair[0])) {
        assertThat(buffer.capacity()).as("for %d", pair[0]).isEqualTo(pair[1]);
        assertThat(buffer.buffer().capacity()).isEqualTo(pair[1]);
        assertThat(buffer.byteBuffer().isDirect()).isTrue();
        assertThat(buffer.byteBuffer().remaining()).isEqualTo(pair[1]);
        assertThat(buffer.buffer().byteBuffer()).isSameAs(buffer.byteBuffer());
        assertThat(buffer.buffer().wrapAdjustment()).isZero();
      }
    }
  }

  @Test
  void shouldHaveATierForEverySizeUpToTheLargest() {
    for (int shift = 8; shift < 30; shift++) {
      for (int bytes : new int[] {(1 << shift) - 1, 1 << shift, (1 << shift) + 1}) {
        int tier = Tier.forCapacity(bytes);
        assertThat(Tier.bytesOf(tier)).isGreaterThanOrEqualTo(bytes);
        assertThat(tier == 0 || Tier.bytesOf(tier - 1) < bytes).isTrue();
      }
    }
    assertThat(Tier.bytesOf(Tier.COUNT - 1)).isEqualTo(BufferPool.MAX_BUFFER_BYTES);
    assertThat(Tier.forCapacity(BufferPool.MAX_BUFFER_BYTES)).isEqualTo(Tier.COUNT - 1);
  }

  @Test
  void shouldCountWhatGoesOutAndComesBack() {
    PooledBuffer first = pool.acquire(10);
    PooledBuffer second = pool.acquire(10);
    assertThat(pool.outstanding()).isEqualTo(2);
    first.close();
    first.close();
    assertThat(pool.outstanding()).isEqualTo(1);
    assertThat(pool.retainedBytes()).isEqualTo(256);
    second.close();
    assertThat(pool.acquiredCount()).isEqualTo(2);
    assertThat(pool.releasedCount()).isEqualTo(2);
  }

  @Test
  void shouldReuseMemoryAndNotHarmItsNextOwnerWhenClosedTwice() {
    PooledBuffer first = pool.acquire(10);
    ByteBuffer memory = first.byteBuffer();
    first.close();
    try (PooledBuffer second = pool.acquire(10)) {
      assertThat(second.byteBuffer()).isSameAs(memory);
      first.close();
      assertThat(pool.outstanding()).isEqualTo(1);
      try (PooledBuffer third = pool.acquire(10)) {
        assertThat(third.byteBuffer()).isNotSameAs(memory);
      }
    }
  }

  @Test
  void shouldKeepContentAndFlyweightWhenGrowing() {
    try (PooledBuffer buffer = pool.acquire(256)) {
      MutableDirectBuffer flyweight = buffer.buffer();
      int filled = 0;
      while (buffer.capacity() < 4 << 20) {
        for (; filled < buffer.capacity(); filled += Integer.BYTES) {
          flyweight.putInt(filled, ~filled);
        }
        // The owner's position and limit must not decide what is copied.
        buffer.byteBuffer().position(3).limit(5);
        buffer.ensureCapacity(buffer.capacity() + 1);
        assertThat(buffer.buffer()).isSameAs(flyweight);
        assertThat(flyweight.capacity()).isEqualTo(buffer.capacity()).isGreaterThan(filled);
        for (int at = 0; at < filled; at += Integer.BYTES) {
          if (flyweight.getInt(at) != ~at) {
            fail("the content changed at %d of %d", at, filled);
          }
        }
      }
      assertThat(pool.acquiredCount()).isEqualTo(1);
    }
  }

  @Test
  void shouldFreeAtOnceWhenTheBoundIsReached() {
    PooledBuffer large = pool.acquire(1 << 20);
    PooledBuffer small = pool.acquire(1);
    large.close();
    small.close();
    assertThat(pool.retainedBytes()).isEqualTo(1 << 20);
  }

  @Test
  void shouldScribbleOverMemoryWhenReleased() {
    PooledBuffer buffer = pool.acquire(2000);
    MutableDirectBuffer flyweight = buffer.buffer();
    flyweight.setMemory(0, 4096, (byte) 1);
    ByteBuffer stale = buffer.byteBuffer();
    buffer.close();
    for (int i = 0; i < PooledBuffer.SCRIBBLE_BYTES; i++) {
      assertThat(stale.get(i)).isEqualTo(PooledBuffer.SCRIBBLE);
    }
    assertThatThrownBy(() -> flyweight.getByte(0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void shouldRefuseUseWhenTheBufferIsClosed() {
    PooledBuffer buffer = pool.acquire(1);
    buffer.close();
    assertThatThrownBy(buffer::buffer).isInstanceOf(ClosedException.class);
    assertThatThrownBy(buffer::byteBuffer).isInstanceOf(ClosedException.class);
    assertThatThrownBy(buffer::capacity).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> buffer.ensureCapacity(1)).isInstanceOf(ClosedException.class);
  }

  @Test
  void shouldFreeOnReleaseWhenThePoolIsClosed() {
    PooledBuffer buffer = pool.acquire(1);
    buffer.buffer().putInt(0, 42);
    pool.close();
    pool.close();
    assertThatThrownBy(() -> pool.acquire(1)).isInstanceOf(ClosedException.class);
    buffer.ensureCapacity(5000);
    assertThat(buffer.buffer().getInt(0)).isEqualTo(42);
    assertThatThrownBy(trace::assertAllFreed)
        .as("the trace sees what is still out")
        .isInstanceOf(AssertionError.class);
    buffer.close();
    assertThat(pool.retainedBytes()).isZero();
    trace.assertAllFreed();
  }

  @Test
  void shouldRefuseCapacityWhenOutOfBounds() {
    assertThatThrownBy(() -> pool.acquire(-1)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> pool.acquire(BufferPool.MAX_BUFFER_BYTES + 1))
        .isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> new BufferPool(-1)).isInstanceOf(IllegalUseException.class);
    try (PooledBuffer buffer = pool.acquire(1)) {
      assertThatThrownBy(() -> buffer.ensureCapacity(Integer.MAX_VALUE))
          .isInstanceOf(LimitExceededException.class);
      assertThat(buffer.capacity()).isEqualTo(256);
    }
  }
}
