package io.ashlar.codec.memory;

import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Makes the flyweights through which this library reads and writes bytes: the one place where their
 * implementation is chosen, once for the life of the JVM.
 *
 * <p>There are two, by {@link BufferAccess}: Agrona's {@code UnsafeBuffer}, which reaches into JDK
 * internals that a JVM exports only when a flag says so, and {@link VarHandleBuffer}, which needs
 * nothing. Only the chosen one is ever loaded. So every call of a {@link DirectBuffer} in this
 * library meets one class, and the compiler inlines it; a second class would make each of those
 * calls a choice.
 *
 * <p>Thread-safe. A flyweight has no lock of its own: who shares one sees to the order of accesses.
 */
public final class Flyweights {

  private static final BufferAccess ACCESS = BufferChoice.inThisJvm();
  private static final boolean UNSAFE = ACCESS == BufferAccess.UNSAFE;

  private Flyweights() {}

  /**
   * The implementation in use.
   *
   * @return the same for the life of the JVM
   */
  public static BufferAccess access() {
    return ACCESS;
  }

  /**
   * A flyweight over nothing, to be wrapped later.
   *
   * @return a new one of capacity 0
   */
  public static MutableDirectBuffer empty() {
    return UNSAFE ? UnsafeFlyweights.empty() : new VarHandleBuffer();
  }

  /**
   * A flyweight over all of an array.
   *
   * @param bytes the array; not copied
   * @return a new one
   */
  public static MutableDirectBuffer wrap(byte[] bytes) {
    MutableDirectBuffer buffer = empty();
    buffer.wrap(bytes);
    return buffer;
  }

  /**
   * A flyweight over part of an array.
   *
   * @param bytes the array; not copied
   * @param offset where the part begins
   * @param length its bytes
   * @return a new one
   * @throws IndexOutOfBoundsException if the part is not within the array
   */
  public static MutableDirectBuffer wrap(byte[] bytes, int offset, int length) {
    MutableDirectBuffer buffer = empty();
    buffer.wrap(bytes, offset, length);
    return buffer;
  }

  /**
   * A flyweight over the whole capacity of a buffer, whatever its position, limit and byte order.
   *
   * @param memory the buffer; not copied
   * @return a new one
   */
  public static MutableDirectBuffer wrap(ByteBuffer memory) {
    MutableDirectBuffer buffer = empty();
    buffer.wrap(memory);
    return buffer;
  }

  /**
   * A flyweight over part of what another one shows. It goes on showing the same memory when the
   * other is wrapped around something else.
   *
   * @param source the other
   * @param offset where the part begins
   * @param length its bytes
   * @return a new one
   * @throws IndexOutOfBoundsException if the part is not within the other
   */
  public static MutableDirectBuffer wrap(DirectBuffer source, int offset, int length) {
    MutableDirectBuffer buffer = empty();
    buffer.wrap(source, offset, length);
    return buffer;
  }
}
