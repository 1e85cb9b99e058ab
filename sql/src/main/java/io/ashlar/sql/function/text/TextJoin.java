package io.ashlar.sql.function.text;

import io.ashlar.sql.cast.Texts;
import io.ashlar.sql.function.Call;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.value.TextBuilder;

/** Texts of values of any type, put together. */
final class TextJoin {

  private TextJoin() {}

  static boolean concat(Call call) {
    TextBuilder target = call.text();
    for (int i = 0; i < call.count(); i++) {
      if (call.has(i)) {
        Texts.append(call.argument(i), call.context(), target);
      }
    }
    return call.giveText();
  }

  static boolean concatWith(Call call) {
    if (!call.has(0)) {
      return false;
    }
    Scalar separator = call.argument(0);
    TextBuilder target = call.text();
    boolean first = true;
    for (int i = 1; i < call.count(); i++) {
      if (!call.has(i)) {
        continue;
      }
      if (!first) {
        target.append(separator.buffer(), separator.offset(), separator.length());
      }
      first = false;
      Texts.append(call.argument(i), call.context(), target);
    }
    return call.giveText();
  }
}
