package io.ashlar.codec.memory;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;

/**
 * One piece of native memory of exactly one tier's size.
 *
 * <p>Whoever holds a storage owns it: a {@link PooledBuffer} while acquired, a {@link Tier} while
 * idle. {@link #free()} is called exactly once, by the last holder.
 */
final class Storage {

  /** Of all pools of this JVM; what a leak is told by where nothing traces references. */
  private static final AtomicLong UNFREED_BYTES = new AtomicLong();

  private final NativeMemory memory;
  private final DirectBuffer whole;
  private final int tier;

  Storage(int tier) {
    int bytes = Tier.bytesOf(tier);
    this.memory = NativeMemory.allocate(bytes);
    this.whole = Flyweights.wrap(memory.byteBuffer());
    this.tier = tier;
    UNFREED_BYTES.addAndGet(bytes);
  }

  /** The size of all storages of this JVM that are not freed, lent or idle. */
  static long unfreedBytes() {
    return UNFREED_BYTES.get();
  }

  ByteBuffer byteBuffer() {
    return memory.byteBuffer();
  }

  /**
   * All of the memory, for others to be wrapped around; made once, so that they make no garbage.
   */
  DirectBuffer whole() {
    return whole;
  }

  int tier() {
    return tier;
  }

  void free() {
    UNFREED_BYTES.addAndGet(-Tier.bytesOf(tier));
    memory.free();
  }
}
