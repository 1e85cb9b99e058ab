package io.ashlar.codec.memory;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The numbers of Agrona's contract in both byte orders, and what is made of them: comparison,
 * equality, hash. All in terms of integers in the order of the machine, which a subclass reads and
 * writes.
 */
abstract class ScalarBuffer implements MutableDirectBuffer {

  private static final ByteOrder NATIVE = ByteOrder.nativeOrder();

  @Override
  public final long getLong(int index, ByteOrder byteOrder) {
    long value = getLong(index);
    return byteOrder == NATIVE ? value : Long.reverseBytes(value);
  }

  @Override
  public final void putLong(int index, long value, ByteOrder byteOrder) {
    putLong(index, byteOrder == NATIVE ? value : Long.reverseBytes(value));
  }

  @Override
  public final int getInt(int index, ByteOrder byteOrder) {
    int value = getInt(index);
    return byteOrder == NATIVE ? value : Integer.reverseBytes(value);
  }

  @Override
  public final void putInt(int index, int value, ByteOrder byteOrder) {
    putInt(index, byteOrder == NATIVE ? value : Integer.reverseBytes(value));
  }

  @Override
  public final short getShort(int index, ByteOrder byteOrder) {
    short value = getShort(index);
    return byteOrder == NATIVE ? value : Short.reverseBytes(value);
  }

  @Override
  public final void putShort(int index, short value, ByteOrder byteOrder) {
    putShort(index, byteOrder == NATIVE ? value : Short.reverseBytes(value));
  }

  @Override
  public final char getChar(int index, ByteOrder byteOrder) {
    return (char) getShort(index, byteOrder);
  }

  @Override
  public final void putChar(int index, char value, ByteOrder byteOrder) {
    putShort(index, (short) value, byteOrder);
  }

  @Override
  public final char getChar(int index) {
    return (char) getShort(index);
  }

  @Override
  public final void putChar(int index, char value) {
    putShort(index, (short) value);
  }

  @Override
  public final double getDouble(int index, ByteOrder byteOrder) {
    return Double.longBitsToDouble(getLong(index, byteOrder));
  }

  @Override
  public final void putDouble(int index, double value, ByteOrder byteOrder) {
    putLong(index, Double.doubleToRawLongBits(value), byteOrder);
  }

  @Override
  public final double getDouble(int index) {
    return Double.longBitsToDouble(getLong(index));
  }

  @Override
  public final void putDouble(int index, double value) {
    putLong(index, Double.doubleToRawLongBits(value));
  }

  @Override
  public final float getFloat(int index, ByteOrder byteOrder) {
    return Float.intBitsToFloat(getInt(index, byteOrder));
  }

  @Override
  public final void putFloat(int index, float value, ByteOrder byteOrder) {
    putInt(index, Float.floatToRawIntBits(value), byteOrder);
  }

  @Override
  public final float getFloat(int index) {
    return Float.intBitsToFloat(getInt(index));
  }

  @Override
  public final void putFloat(int index, float value) {
    putInt(index, Float.floatToRawIntBits(value));
  }

  /** As Agrona orders: eight bytes at a time as a number of the machine, which is no byte order. */
  @Override
  public final int compareTo(DirectBuffer other) {
    int length = Math.min(capacity(), other.capacity());
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      int order = Long.compare(getLong(i), other.getLong(i));
      if (order != 0) {
        return order;
      }
    }
    for (; i < length; i++) {
      int order = Byte.compare(getByte(i), other.getByte(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(capacity(), other.capacity());
  }

  @Override
  public final boolean equals(Object other) {
    return this == other
        || (other instanceof ScalarBuffer that
            && capacity() == that.capacity()
            && compareTo(that) == 0);
  }

  @Override
  public final int hashCode() {
    int length = capacity();
    int hash = 19;
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      hash = 31 * hash + Long.hashCode(getLong(i));
    }
    for (; i < length; i++) {
      hash = 31 * hash + getByte(i);
    }
    return hash;
  }
}
