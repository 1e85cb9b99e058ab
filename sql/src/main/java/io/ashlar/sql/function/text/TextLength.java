package io.ashlar.sql.function.text;

import io.ashlar.sql.function.Call;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.value.Utf8Text;

/** How long texts are, and code points by number. */
final class TextLength {

  private static final int MAX_POINT = 0x10FFFF;
  private static final int FIRST_SURROGATE = 0xD800;
  private static final int LAST_SURROGATE = 0xDFFF;

  private TextLength() {}

  static boolean points(Call call) {
    Scalar text = call.argument(0);
    return call.give((long) Utf8Text.count(text.buffer(), text.offset(), text.length()));
  }

  static boolean octets(Call call) {
    return call.give((long) call.argument(0).length());
  }

  static boolean bits(Call call) {
    return call.give((long) call.argument(0).length() * Byte.SIZE);
  }

  static boolean first(Call call) {
    Scalar text = call.argument(0);
    return call.give(text.length() == 0 ? 0L : Utf8Text.pointAt(text.buffer(), text.offset()));
  }

  static boolean point(Call call) {
    long point = call.word(0);
    // No text holds the code point 0, so that none ends early anywhere.
    if (point < 1 || point > MAX_POINT || (point >= FIRST_SURROGATE && point <= LAST_SURROGATE)) {
      throw DataErrors.argument("chr", "codePoint", point);
    }
    call.text().appendCodePoint((int) point);
    return call.giveText();
  }
}
