package io.ashlar.sql.function.text;

import io.ashlar.sql.function.Call;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.value.Utf8Text;

/** Ends of texts taken away; what is left is shown in place. Allocates nothing. */
final class TextTrim {

  private TextTrim() {}

  static boolean both(Call call) {
    return trim(call, true, true);
  }

  static boolean left(Call call) {
    return trim(call, true, false);
  }

  static boolean right(Call call) {
    return trim(call, false, true);
  }

  private static boolean trim(Call call, boolean left, boolean right) {
    Scalar text = call.argument(0);
    int from = text.offset();
    int end = from + text.length();
    while (left && from < end && isTrimmed(call, text, from)) {
      from += Utf8Text.bytesOf(text.buffer().getByte(from));
    }
    while (right && from < end) {
      int before = Utf8Text.before(text.buffer(), end);
      if (!isTrimmed(call, text, before)) {
        break;
      }
      end = before;
    }
    return call.give(text.buffer(), from, end - from);
  }

  private static boolean isTrimmed(Call call, Scalar text, int at) {
    if (call.count() == 1) {
      return text.buffer().getByte(at) == ' ';
    }
    Scalar set = call.argument(1);
    int bytes = Utf8Text.bytesOf(text.buffer().getByte(at));
    // Well-formed UTF-8 holds a code point's bytes only where that code point is.
    int end = set.offset() + set.length();
    return Utf8Text.find(set.buffer(), set.offset(), end, text.buffer(), at, bytes) >= 0;
  }
}
