package io.ashlar.codec.memory;

import java.nio.ByteBuffer;

/**
 * A direct buffer, which only the collector frees: a JDK below 22 has no other means that needs no
 * flag. What has been let go therefore counts against {@code -XX:MaxDirectMemorySize} (the size of
 * the heap unless given) until a collection; when that is reached the JDK runs one itself and waits
 * for it, unless {@code -XX:+DisableExplicitGC} forbids. The pool keeps such moments rare.
 */
final class CollectedMemory implements NativeMemory {

  private final ByteBuffer byteBuffer;

  CollectedMemory(int bytes) {
    byteBuffer = ByteBuffer.allocateDirect(bytes);
  }

  @Override
  public ByteBuffer byteBuffer() {
    return byteBuffer;
  }

  @Override
  public void free() {
    // Nothing: it is free when nobody refers to it any more.
  }
}
