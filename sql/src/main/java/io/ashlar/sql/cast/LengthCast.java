package io.ashlar.sql.cast;

import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.Utf8Text;
import org.agrona.DirectBuffer;

/** Texts and byte strings of limited length. */
final class LengthCast {

  private LengthCast() {}

  /**
   * The bytes that a text of limited length may keep.
   *
   * @param cuts whether what is too long is cut off; else that is done to spaces alone
   */
  static int fitted(DirectBuffer text, int offset, int length, SqlType type, boolean cuts) {
    // A code point has a byte at least.
    if (!type.isBounded() || length <= type.precision()) {
      return length;
    }
    int end = offset + length;
    int cut = Utf8Text.skip(text, offset, end, type.precision());
    for (int i = cut; i < end && !cuts; i++) {
      if (text.getByte(i) != ' ') {
        throw DataErrors.tooLong(type, Utf8Text.count(text, offset, length));
      }
    }
    return cut - offset;
  }

  /** A text. */
  static final class OfText extends Cast {

    private final boolean cuts;

    OfText(Scalar source, SqlType type, boolean cuts) {
      super(source, type);
      this.cuts = cuts;
    }

    @Override
    void convert() {
      take(source);
      length = fitted(buffer, offset, length, type(), cuts);
    }
  }

  /** A byte string. */
  static final class OfBytes extends Cast {

    private final boolean cuts;

    OfBytes(Scalar source, SqlType type, boolean cuts) {
      super(source, type);
      this.cuts = cuts;
    }

    @Override
    void convert() {
      take(source);
      length = fitted(length, type(), cuts);
    }
  }

  /** The bytes that a byte string of limited length may keep. */
  static int fitted(int length, SqlType type, boolean cuts) {
    if (!type.isBounded() || length <= type.precision()) {
      return length;
    }
    if (!cuts) {
      throw DataErrors.tooLong(type, length);
    }
    return type.precision();
  }
}
