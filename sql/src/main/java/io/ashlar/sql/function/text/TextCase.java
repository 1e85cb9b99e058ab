package io.ashlar.sql.function.text;

import io.ashlar.sql.function.Call;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.value.TextBuilder;
import io.ashlar.sql.value.Utf8Text;
import java.util.Locale;
import org.agrona.DirectBuffer;

/** Upper and lower case. Allocates for texts that are not ASCII alone. */
final class TextCase {

  private TextCase() {}

  static boolean lower(Call call) {
    return isAscii(call.argument(0))
        ? ascii(call, false)
        : call.give(call.string(0).toLowerCase(Locale.ROOT));
  }

  static boolean upper(Call call) {
    return isAscii(call.argument(0))
        ? ascii(call, true)
        : call.give(call.string(0).toUpperCase(Locale.ROOT));
  }

  private static boolean isAscii(Scalar text) {
    int end = text.offset() + text.length();
    for (int i = text.offset(); i < end; i++) {
      if (text.buffer().getByte(i) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean ascii(Call call, boolean upper) {
    Scalar text = call.argument(0);
    TextBuilder target = call.text();
    int end = text.offset() + text.length();
    for (int i = text.offset(); i < end; i++) {
      int c = text.buffer().getByte(i);
      if (upper ? c >= 'a' && c <= 'z' : c >= 'A' && c <= 'Z') {
        c ^= 0x20;
      }
      target.append(c);
    }
    return call.giveText();
  }

  static boolean initcap(Call call) {
    Scalar text = call.argument(0);
    DirectBuffer buffer = text.buffer();
    TextBuilder target = call.text();
    int end = text.offset() + text.length();
    boolean begins = true;
    for (int i = text.offset(); i < end; i += Utf8Text.bytesOf(buffer.getByte(i))) {
      int point = Utf8Text.pointAt(buffer, i);
      target.appendCodePoint(begins ? Character.toUpperCase(point) : Character.toLowerCase(point));
      begins = !Character.isLetterOrDigit(point);
    }
    return call.giveText();
  }

  static boolean reverse(Call call) {
    Scalar text = call.argument(0);
    DirectBuffer buffer = text.buffer();
    TextBuilder target = call.text();
    int at = text.offset() + text.length();
    while (at > text.offset()) {
      int before = Utf8Text.before(buffer, at);
      target.append(buffer, before, at - before);
      at = before;
    }
    return call.giveText();
  }
}
