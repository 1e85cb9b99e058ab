package io.ashlar.codec.memory;

import static java.lang.invoke.MethodHandles.byteArrayViewVarHandle;
import static java.lang.invoke.MethodHandles.byteBufferViewVarHandle;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A flyweight over an array or a {@link ByteBuffer} that needs no flag of the JVM: it reads and
 * writes through {@link VarHandle}s, where Agrona's {@code UnsafeBuffer} computes addresses. In all
 * else the two behave alike, which a test holds method by method, except that
 *
 * <ul>
 *   <li>bounds are always checked: no index and no race leads outside of the memory;
 *   <li>there is no address: {@link #addressOffset()} and {@link #wrap(long, int)} are {@link
 *       UnsupportedOperationException}s, and so is wrapping a buffer that shows nothing but one;
 *   <li>a {@link ByteBuffer} that is read-only can be wrapped and read, but not written.
 * </ul>
 *
 * <p>Memory is an array ({@code array}) or not ({@code memory}), and each access asks which: a
 * branch that costs less than reaching arrays through a {@link ByteBuffer} would, and wrapping an
 * array makes no garbage. Accesses are plain ones; there are no ordered ones, because newer JDKs do
 * not support them for arrays of bytes.
 */
final class VarHandleBuffer extends TextBuffer {

  private static final ByteOrder NATIVE = ByteOrder.nativeOrder();

  private static final VarHandle LONGS = byteArrayViewVarHandle(long[].class, NATIVE);
  private static final VarHandle INTS = byteArrayViewVarHandle(int[].class, NATIVE);
  private static final VarHandle SHORTS = byteArrayViewVarHandle(short[].class, NATIVE);
  private static final VarHandle LONGS_OUTSIDE = byteBufferViewVarHandle(long[].class, NATIVE);
  private static final VarHandle INTS_OUTSIDE = byteBufferViewVarHandle(int[].class, NATIVE);
  private static final VarHandle SHORTS_OUTSIDE = byteBufferViewVarHandle(short[].class, NATIVE);

  private static final byte[] NO_BYTES = {};
  private static final ByteBuffer NO_MEMORY = ByteBuffer.allocateDirect(0);

  /** Null when the memory is not an array. */
  private byte[] array;

  /**
   * Where the memory is when {@code array} is null: a duplicate of {@code shown} with a limit that
   * nobody moves, since VarHandles obey limits. Else of no size.
   */
  private ByteBuffer memory;

  /** What was wrapped, null when it was an array. */
  private ByteBuffer shown;

  /** Where this begins in {@code array} or {@code memory}. */
  private int start;

  private int capacity;

  /** Over nothing. */
  VarHandleBuffer() {
    set(NO_BYTES, NO_MEMORY, null, 0, 0);
  }

  private void set(byte[] bytes, ByteBuffer outside, ByteBuffer whole, int offset, int length) {
    array = bytes;
    memory = outside;
    shown = whole;
    start = offset;
    capacity = length;
  }

  @Override
  public void wrap(byte[] bytes) {
    set(bytes, NO_MEMORY, null, 0, bytes.length);
  }

  @Override
  public void wrap(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    set(bytes, NO_MEMORY, null, offset, length);
  }

  @Override
  public void wrap(ByteBuffer whole) {
    wrap(whole, 0, whole.capacity());
  }

  /** Allocates a duplicate unless the memory is an array or was wrapped before. */
  @Override
  @SuppressWarnings("ReferenceEquality") // an equal buffer may be of other memory
  public void wrap(ByteBuffer whole, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, whole.capacity());
    if (whole.hasArray()) {
      set(whole.array(), NO_MEMORY, whole, whole.arrayOffset() + offset, length);
    } else if (whole == shown) {
      set(null, memory, whole, offset, length);
    } else {
      set(null, whole.duplicate().clear(), whole, offset, length);
    }
  }

  @Override
  public void wrap(DirectBuffer other) {
    wrap(other, 0, other.capacity());
  }

  @Override
  public void wrap(DirectBuffer other, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, other.capacity());
    if (other instanceof VarHandleBuffer own) {
      set(own.array, own.memory, own.shown, own.start + offset, length);
      return;
    }
    ByteBuffer whole = other.byteBuffer();
    byte[] bytes = other.byteArray();
    int at = other.wrapAdjustment() + offset;
    if (bytes != null) {
      Objects.checkFromIndexSize(at, length, bytes.length);
      set(bytes, NO_MEMORY, whole, at, length);
    } else if (whole != null) {
      wrap(whole, at, length);
    } else {
      throw noAddress();
    }
  }

  @Override
  public void wrap(long address, int length) {
    throw noAddress();
  }

  @Override
  public long addressOffset() {
    throw noAddress();
  }

  private static UnsupportedOperationException noAddress() {
    return new UnsupportedOperationException("This buffer does not know addresses.");
  }

  @Override
  public byte[] byteArray() {
    return array;
  }

  @Override
  public ByteBuffer byteBuffer() {
    return shown;
  }

  @Override
  public int wrapAdjustment() {
    return start;
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public boolean isExpandable() {
    return false;
  }

  @Override
  public void checkLimit(int limit) {
    if (limit > capacity) {
      throw new IndexOutOfBoundsException("limit=" + limit + " is beyond capacity=" + capacity);
    }
  }

  @Override
  public void boundsCheck(int index, int length) {
    Objects.checkFromIndexSize(index, length, capacity);
  }

  /** Where an access goes in the memory, once it is known to be within this buffer. */
  private int at(int index, int bytes) {
    if (index < 0 || index > capacity - bytes) {
      Objects.checkFromIndexSize(index, bytes, capacity);
    }
    return start + index;
  }

  @Override
  public long getLong(int index) {
    int at = at(index, Long.BYTES);
    byte[] bytes = array;
    return bytes != null ? (long) LONGS.get(bytes, at) : (long) LONGS_OUTSIDE.get(memory, at);
  }

  @Override
  public void putLong(int index, long value) {
    int at = at(index, Long.BYTES);
    byte[] bytes = array;
    if (bytes != null) {
      LONGS.set(bytes, at, value);
    } else {
      LONGS_OUTSIDE.set(memory, at, value);
    }
  }

  @Override
  public int getInt(int index) {
    int at = at(index, Integer.BYTES);
    byte[] bytes = array;
    return bytes != null ? (int) INTS.get(bytes, at) : (int) INTS_OUTSIDE.get(memory, at);
  }

  @Override
  public void putInt(int index, int value) {
    int at = at(index, Integer.BYTES);
    byte[] bytes = array;
    if (bytes != null) {
      INTS.set(bytes, at, value);
    } else {
      INTS_OUTSIDE.set(memory, at, value);
    }
  }

  @Override
  public short getShort(int index) {
    int at = at(index, Short.BYTES);
    byte[] bytes = array;
    return bytes != null ? (short) SHORTS.get(bytes, at) : (short) SHORTS_OUTSIDE.get(memory, at);
  }

  @Override
  public void putShort(int index, short value) {
    int at = at(index, Short.BYTES);
    byte[] bytes = array;
    if (bytes != null) {
      SHORTS.set(bytes, at, value);
    } else {
      SHORTS_OUTSIDE.set(memory, at, value);
    }
  }

  @Override
  public byte getByte(int index) {
    int at = at(index, Byte.BYTES);
    byte[] bytes = array;
    return bytes != null ? bytes[at] : memory.get(at);
  }

  @Override
  public void putByte(int index, byte value) {
    int at = at(index, Byte.BYTES);
    byte[] bytes = array;
    if (bytes != null) {
      bytes[at] = value;
    } else {
      memory.put(at, value);
    }
  }

  @Override
  public void getBytes(int index, byte[] target) {
    getBytes(index, target, 0, target.length);
  }

  @Override
  public void getBytes(int index, byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(index, length, capacity);
    byte[] bytes = array;
    if (bytes != null) {
      System.arraycopy(bytes, start + index, target, offset, length);
    } else {
      memory.get(start + index, target, offset, length);
    }
  }

  @Override
  public void getBytes(int index, MutableDirectBuffer target, int targetIndex, int length) {
    target.putBytes(targetIndex, this, index, length);
  }

  @Override
  public void getBytes(int index, ByteBuffer target, int length) {
    int position = target.position();
    getBytes(index, target, position, length);
    target.position(position + length);
  }

  @Override
  public void getBytes(int index, ByteBuffer target, int offset, int length) {
    Objects.checkFromIndexSize(index, length, capacity);
    Objects.checkFromIndexSize(offset, length, target.capacity());
    ByteBuffer to = offset + length <= target.limit() ? target : target.duplicate().clear();
    byte[] bytes = array;
    if (bytes != null) {
      to.put(offset, bytes, start + index, length);
    } else {
      to.put(offset, memory, start + index, length);
    }
  }

  @Override
  public void putBytes(int index, byte[] source) {
    putBytes(index, source, 0, source.length);
  }

  @Override
  public void putBytes(int index, byte[] source, int offset, int length) {
    Objects.checkFromIndexSize(index, length, capacity);
    byte[] bytes = array;
    if (bytes != null) {
      System.arraycopy(source, offset, bytes, start + index, length);
    } else {
      memory.put(start + index, source, offset, length);
    }
  }

  @Override
  public void putBytes(int index, ByteBuffer source, int length) {
    int position = source.position();
    putBytes(index, source, position, length);
    source.position(position + length);
  }

  @Override
  public void putBytes(int index, ByteBuffer source, int offset, int length) {
    Objects.checkFromIndexSize(index, length, capacity);
    Objects.checkFromIndexSize(offset, length, source.capacity());
    ByteBuffer from = offset + length <= source.limit() ? source : source.duplicate().clear();
    byte[] bytes = array;
    if (bytes != null) {
      from.get(offset, bytes, start + index, length);
    } else {
      memory.put(start + index, from, offset, length);
    }
  }

  @Override
  public void putBytes(int index, DirectBuffer source, int offset, int length) {
    Objects.checkFromIndexSize(index, length, capacity);
    byte[] bytes = array;
    if (source instanceof VarHandleBuffer own) {
      Objects.checkFromIndexSize(offset, length, own.capacity);
      copy(own, own.start + offset, bytes, start + index, length);
    } else if (bytes != null) {
      source.getBytes(offset, bytes, start + index, length);
    } else {
      source.getBytes(offset, memory, start + index, length);
    }
  }

  private void copy(VarHandleBuffer source, int from, byte[] bytes, int to, int length) {
    byte[] sourceBytes = source.array;
    if (sourceBytes == null) {
      if (bytes == null) {
        memory.put(to, source.memory, from, length);
      } else {
        source.memory.get(from, bytes, to, length);
      }
    } else if (bytes == null) {
      memory.put(to, sourceBytes, from, length);
    } else {
      System.arraycopy(sourceBytes, from, bytes, to, length);
    }
  }

  @Override
  public void setMemory(int index, int length, byte value) {
    Objects.checkFromIndexSize(index, length, capacity);
    byte[] bytes = array;
    if (bytes != null) {
      Arrays.fill(bytes, start + index, start + index + length, value);
      return;
    }
    long word = (value & 0xFFL) * 0x0101010101010101L;
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      putLong(index + i, word);
    }
    for (; i < length; i++) {
      putByte(index + i, value);
    }
  }

  @Override
  public String toString() {
    return "VarHandleBuffer{start="
        + start
        + ", capacity="
        + capacity
        + ", byteArray="
        + (array == null ? "null" : "byte[" + array.length + "]")
        + ", byteBuffer="
        + shown
        + '}';
  }
}
