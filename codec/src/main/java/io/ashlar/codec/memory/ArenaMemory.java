package io.ashlar.codec.memory;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;

/**
 * Memory of an arena of its own, freed at once when the arena is closed. Whoever has kept its
 * buffer gets an {@link IllegalStateException} then, not somebody else's bytes.
 *
 * <p>{@code java.lang.foreign} is final from JDK 22 on and this library is compiled for 17, so it
 * is reached by method handles. The arena is a shared one, since the buffers of a pool wander from
 * thread to thread; closing it costs a handshake with all of them (some 10 µs), which only memory
 * beyond the pool's bound pays.
 */
final class ArenaMemory implements NativeMemory {

  /** Whether this JDK has what is needed. */
  static final boolean SUPPORTED = Runtime.version().feature() >= 22;

  private final AutoCloseable arena;
  private final ByteBuffer byteBuffer;

  ArenaMemory(int bytes) {
    arena = Foreign.newArena();
    boolean allocated = false;
    try {
      byteBuffer = Foreign.allocate(arena, bytes);
      allocated = true;
    } finally {
      if (!allocated) {
        free();
      }
    }
  }

  @Override
  public ByteBuffer byteBuffer() {
    return byteBuffer;
  }

  @Override
  public void free() {
    try {
      arena.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The methods of {@code java.lang.foreign}. */
  private static final class Foreign {

    private static final long ALIGNMENT_BYTES = 64;

    private static final MethodHandle NEW_ARENA;
    private static final MethodHandle ALLOCATE;
    private static final MethodHandle BYTE_BUFFER;

    static {
      try {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        Class<?> arena = Class.forName("java.lang.foreign.Arena");
        Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
        NEW_ARENA =
            lookup
                .findStatic(arena, "ofShared", methodType(arena))
                .asType(methodType(AutoCloseable.class));
        ALLOCATE =
            lookup
                .findVirtual(arena, "allocate", methodType(segment, long.class, long.class))
                .asType(methodType(Object.class, AutoCloseable.class, long.class, long.class));
        BYTE_BUFFER =
            lookup
                .findVirtual(segment, "asByteBuffer", methodType(ByteBuffer.class))
                .asType(methodType(ByteBuffer.class, Object.class));
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    static AutoCloseable newArena() {
      try {
        return (AutoCloseable) NEW_ARENA.invokeExact();
      } catch (Throwable e) {
        throw unchecked(e);
      }
    }

    static ByteBuffer allocate(AutoCloseable arena, long bytes) {
      try {
        Object segment = (Object) ALLOCATE.invokeExact(arena, bytes, ALIGNMENT_BYTES);
        return (ByteBuffer) BYTE_BUFFER.invokeExact(segment);
      } catch (Throwable e) {
        throw unchecked(e);
      }
    }

    /** None of the methods declares a checked exception. */
    private static RuntimeException unchecked(Throwable e) {
      if (e instanceof Error error) {
        throw error;
      }
      return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }
  }
}
