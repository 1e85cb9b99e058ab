package io.ashlar.codec.memory;

import java.nio.ByteBuffer;
import java.util.List;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.core.io.ReferenceCounted;

/**
 * Memory from Chronicle, which traces what was never freed. The only class that knows Chronicle.
 */
final class TracedMemory implements NativeMemory {

  private final BytesStore<?, ByteBuffer> store;
  private final ByteBuffer byteBuffer;

  TracedMemory(int bytes) {
    store = BytesStore.elasticByteBuffer(bytes, bytes);
    byteBuffer = store.underlyingObject();
  }

  /** Whom the JVM has to let in. Loads two types of the library and initializes none. */
  static List<Module> libraryModules() {
    return List.of(BytesStore.class.getModule(), ReferenceCounted.class.getModule());
  }

  /** Whether the JVM lets the library reach memory: tries it, which initializes the library. */
  static boolean works() {
    try {
      new TracedMemory(Long.BYTES).free();
      return true;
    } catch (LinkageError | UnsupportedOperationException denied) {
      return false;
    }
  }

  @Override
  public ByteBuffer byteBuffer() {
    return byteBuffer;
  }

  @Override
  public void free() {
    store.releaseLast();
  }
}
