package io.ashlar;

import io.ashlar.argument.Arguments;
import io.ashlar.statistics.BufferAccess;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Buffers for bytes that go to {@link io.ashlar.row.Assignments#set(io.ashlar.query.BytesColumn,
 * org.agrona.DirectBuffer, int, int)} and to {@link io.ashlar.row.ByteView}, of the implementation
 * that this library itself uses, see {@link #access()}.
 *
 * <p>Agrona's own buffers can be passed as well where the JVM lets them exist, which without flags
 * it does not. Who makes buffers here needs no flag, and keeps to one implementation, which is
 * faster than two.
 *
 * <p>Thread-safe. The buffers are not: accesses are plain ones.
 */
public final class Buffers {

  private Buffers() {}

  /**
   * How memory is reached in this JVM. Touches no file; may be asked before a database is opened.
   *
   * @return the same for the life of the JVM
   */
  public static BufferAccess access() {
    return DatabaseProvider.installed().bufferAccess();
  }

  /**
   * A buffer over an array. It can be wrapped around others later, which allocates nothing.
   *
   * @param bytes the array; not copied
   * @return a new buffer of the array's length
   */
  public static MutableDirectBuffer wrap(byte[] bytes) {
    return DatabaseProvider.installed().wrap(Arguments.given(bytes, "bytes"));
  }

  /**
   * A buffer over the whole capacity of another one, whatever its position, limit and byte order.
   *
   * @param memory on the heap or outside; not copied. One that is read-only can be read only
   * @return a new buffer of its capacity
   */
  public static MutableDirectBuffer wrap(ByteBuffer memory) {
    return DatabaseProvider.installed().wrap(Arguments.given(memory, "memory"));
  }
}
