package io.ashlar.sql.function.text;

import io.ashlar.sql.function.Call;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.TextBuilder;
import io.ashlar.sql.value.Utf8Text;
import org.agrona.DirectBuffer;

/** Texts made longer, and parts of them replaced. Allocates only for builders that grow. */
final class TextFill {

  private TextFill() {}

  static boolean lpad(Call call) {
    return pad(call, true);
  }

  static boolean rpad(Call call) {
    return pad(call, false);
  }

  private static boolean pad(Call call, boolean left) {
    Scalar text = call.argument(0);
    long width = Math.max(call.word(1), 0);
    int points = Utf8Text.count(text.buffer(), text.offset(), text.length());
    int end = text.offset() + text.length();
    if (points >= width) {
      int cut = Utf8Text.skip(text.buffer(), text.offset(), end, width);
      return call.give(text.buffer(), text.offset(), cut - text.offset());
    }
    if (width > SqlType.MAX_LENGTH) {
      throw DataErrors.limit("pad", width);
    }
    TextBuilder target = call.text();
    if (!left) {
      target.append(text.buffer(), text.offset(), text.length());
    }
    fill(call, width - points, target);
    if (left) {
      target.append(text.buffer(), text.offset(), text.length());
    }
    return call.giveText();
  }

  private static void fill(Call call, long points, TextBuilder target) {
    if (call.count() < 3) {
      for (long i = 0; i < points; i++) {
        target.append(' ');
      }
      return;
    }
    Scalar with = call.argument(2);
    if (with.length() == 0) {
      return;
    }
    long each = Utf8Text.count(with.buffer(), with.offset(), with.length());
    for (long i = points / each; i > 0; i--) {
      target.append(with.buffer(), with.offset(), with.length());
    }
    int end = with.offset() + with.length();
    int part = Utf8Text.skip(with.buffer(), with.offset(), end, points % each);
    target.append(with.buffer(), with.offset(), part - with.offset());
  }

  static boolean repeat(Call call) {
    Scalar text = call.argument(0);
    long times = Math.max(call.word(1), 0);
    long bytes = times * text.length();
    if (bytes > SqlType.MAX_LENGTH) {
      throw DataErrors.limit("repeat", bytes);
    }
    TextBuilder target = call.text();
    for (long i = 0; i < times && bytes > 0; i++) {
      target.append(text.buffer(), text.offset(), text.length());
    }
    return call.giveText();
  }

  static boolean space(Call call) {
    long count = call.word(0);
    if (count > SqlType.MAX_LENGTH) {
      throw DataErrors.limit("space", count);
    }
    TextBuilder target = call.text();
    for (long i = 0; i < count; i++) {
      target.append(' ');
    }
    return call.giveText();
  }

  static boolean replace(Call call) {
    Scalar text = call.argument(0);
    Scalar part = call.argument(1);
    if (part.length() == 0) {
      return call.giveArgument(0);
    }
    TextBuilder target = call.text();
    int end = text.offset() + text.length();
    int from = text.offset();
    int found = find(text, from, end, part);
    while (found >= 0) {
      target.append(text.buffer(), from, found - from);
      if (call.count() > 2) {
        Scalar by = call.argument(2);
        target.append(by.buffer(), by.offset(), by.length());
      }
      from = found + part.length();
      found = find(text, from, end, part);
    }
    target.append(text.buffer(), from, end - from);
    return call.giveText();
  }

  private static int find(Scalar text, int from, int end, Scalar part) {
    return Utf8Text.find(text.buffer(), from, end, part.buffer(), part.offset(), part.length());
  }

  static boolean translate(Call call) {
    Scalar text = call.argument(0);
    Scalar from = call.argument(1);
    Scalar to = call.argument(2);
    DirectBuffer buffer = text.buffer();
    TextBuilder target = call.text();
    int end = text.offset() + text.length();
    int bytes;
    for (int i = text.offset(); i < end; i += bytes) {
      bytes = Utf8Text.bytesOf(buffer.getByte(i));
      int fromEnd = from.offset() + from.length();
      int found = Utf8Text.find(from.buffer(), from.offset(), fromEnd, buffer, i, bytes);
      if (found < 0) {
        target.append(buffer, i, bytes);
        continue;
      }
      int place = Utf8Text.count(from.buffer(), from.offset(), found - from.offset());
      int toEnd = to.offset() + to.length();
      int put = Utf8Text.skip(to.buffer(), to.offset(), toEnd, place);
      if (put < toEnd) {
        target.append(to.buffer(), put, Utf8Text.bytesOf(to.buffer().getByte(put)));
      }
    }
    return call.giveText();
  }
}
