package io.ashlar.codec.memory;

import java.nio.ByteBuffer;
import net.openhft.chronicle.bytes.BytesStore;

/**
 * One piece of native memory of exactly one tier's size. The only class that knows Chronicle.
 *
 * <p>Whoever holds a storage owns it: a {@link PooledBuffer} while acquired, a {@link Tier} while
 * idle. {@link #free()} is called exactly once, by the last holder.
 */
final class Storage {

  private final BytesStore<?, ByteBuffer> store;
  private final ByteBuffer byteBuffer;
  private final int tier;

  Storage(int tier) {
    int bytes = Tier.bytesOf(tier);
    this.store = BytesStore.elasticByteBuffer(bytes, bytes);
    this.byteBuffer = store.underlyingObject();
    this.tier = tier;
  }

  ByteBuffer byteBuffer() {
    return byteBuffer;
  }

  int tier() {
    return tier;
  }

  void free() {
    store.releaseLast();
  }
}
