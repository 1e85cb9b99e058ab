package io.ashlar.sql.cast;

import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.TextBuilder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** UUIDs as their 16 bytes, and as texts. */
final class UuidCast {

  private static final int DIGITS = 32;
  private static final int GROUP = 4;
  private static final String HEX = "0123456789abcdef";

  private UuidCast() {}

  /** The bytes of a UUID. */
  static final class ToBytes extends Cast {

    private final TextBuilder built = new TextBuilder();
    private final boolean cuts;

    ToBytes(Scalar source, SqlType type, boolean cuts) {
      super(source, type);
      this.cuts = cuts;
    }

    @Override
    void convert() {
      built.clear();
      for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        built.append((int) (source.word() >>> shift));
      }
      for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        built.append((int) (source.low() >>> shift));
      }
      buffer = built.buffer();
      offset = 0;
      length = LengthCast.fitted(built.length(), type(), cuts);
    }
  }

  /** The UUID of 16 bytes. */
  static final class FromBytes extends Cast {

    FromBytes(Scalar source, SqlType type) {
      super(source, type);
    }

    @Override
    void convert() {
      if (source.length() != 2 * Long.BYTES) {
        throw DataErrors.badCast(source.length() + " bytes", type());
      }
      word = source.buffer().getLong(source.offset(), ByteOrder.BIG_ENDIAN);
      low = source.buffer().getLong(source.offset() + Long.BYTES, ByteOrder.BIG_ENDIAN);
    }
  }

  /** Appends 32 digits in five groups. */
  static void append(long high, long low, TextBuilder target) {
    for (int i = 0; i < DIGITS; i++) {
      if (i == 8 || i == 12 || i == 16 || i == 20) {
        target.append('-');
      }
      long half = i < DIGITS / 2 ? high : low;
      int shift = Long.SIZE - GROUP - GROUP * (i % (DIGITS / 2));
      target.append(HEX.charAt((int) (half >>> shift) & 0xF));
    }
  }

  /** Whether a text is 32 digits, with hyphens behind any four and braces around all. */
  static boolean isUuid(DirectBuffer text, int offset, int length) {
    int digits = 0;
    int begin = offset;
    int end = offset + length;
    if (length > 1 && text.getByte(begin) == '{' && text.getByte(end - 1) == '}') {
      begin++;
      end--;
    }
    for (int i = begin; i < end; i++) {
      byte c = text.getByte(i);
      if (c == '-') {
        if (digits == 0 || digits % GROUP != 0 || digits == DIGITS || text.getByte(i - 1) == '-') {
          return false;
        }
      } else if (digit(c) < 0) {
        return false;
      } else {
        digits++;
      }
    }
    return digits == DIGITS;
  }

  /** One of the two words of a text that {@link #isUuid} has let pass: 0 is the upper. */
  static long half(DirectBuffer text, int offset, int length, int half) {
    long value = 0;
    int digits = 0;
    for (int i = offset; i < offset + length; i++) {
      int digit = digit(text.getByte(i));
      if (digit >= 0 && digits++ / (DIGITS / 2) == half) {
        value = value << GROUP | digit;
      }
    }
    return value;
  }

  /** The value of a hexadecimal digit; -1 for what is none. */
  static int digit(byte c) {
    return c < 0 ? -1 : Character.digit((char) c, 16);
  }
}
