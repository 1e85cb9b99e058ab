package io.ashlar.codec.memory;

import java.nio.ByteBuffer;

/**
 * A piece of memory outside of the heap. Made by {@link #allocate}; whoever holds it owns it and
 * frees it once.
 */
interface NativeMemory {

  /**
   * Memory of a size, by the means of this JVM: Chronicle's where its flags are given, else an
   * arena of the JDK where it has them (from 22 on), else a buffer that the collector frees.
   */
  static NativeMemory allocate(int bytes) {
    if (Flyweights.access() == BufferAccess.UNSAFE) {
      return new TracedMemory(bytes);
    }
    return ArenaMemory.SUPPORTED ? new ArenaMemory(bytes) : new CollectedMemory(bytes);
  }

  /** The whole of it, the same object each time. */
  ByteBuffer byteBuffer();

  /** Gives it back; nobody may use it any more. */
  void free();
}
