package io.ashlar.sql.function.text;

import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.function.Call;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.value.TextBuilder;
import io.ashlar.sql.value.Utf8Text;
import org.agrona.DirectBuffer;

/** Parts of texts; where nothing is put together, they are shown in place. Allocates nothing. */
final class TextParts {

  private TextParts() {}

  static boolean substring(Call call) {
    Scalar text = call.argument(0);
    long from = call.word(1);
    long behind = behind(call, from);
    int end = text.offset() + text.length();
    int first = Utf8Text.skip(text.buffer(), text.offset(), end, Math.max(from, 1) - 1);
    int last = end;
    if (behind != Long.MAX_VALUE) {
      last = Utf8Text.skip(text.buffer(), first, end, behind - Math.max(from, 1));
    }
    return call.give(text.buffer(), first, last - first);
  }

  static boolean subBytes(Call call) {
    Scalar bytes = call.argument(0);
    long from = call.word(1);
    long behind = behind(call, from);
    long first = Math.min(Math.max(from, 1) - 1, bytes.length());
    long last = behind == Long.MAX_VALUE ? bytes.length() : Math.min(behind - 1, bytes.length());
    int length = (int) Math.max(last - first, 0);
    return call.give(bytes.buffer(), bytes.offset() + (int) first, length);
  }

  /** The place behind the part; the largest long when it goes to the end. */
  private static long behind(Call call, long from) {
    if (call.count() < 3) {
      return Long.MAX_VALUE;
    }
    long length = call.word(2);
    if (length < 0) {
      throw DataErrors.plain(SqlState.SUBSTRING_ERROR, "The length of a part is below zero.");
    }
    return from + length;
  }

  static boolean left(Call call) {
    Scalar text = call.argument(0);
    int end = text.offset() + text.length();
    int last = Utf8Text.skip(text.buffer(), text.offset(), end, kept(text, call.word(1)));
    return call.give(text.buffer(), text.offset(), last - text.offset());
  }

  static boolean right(Call call) {
    Scalar text = call.argument(0);
    int end = text.offset() + text.length();
    long points = Utf8Text.count(text.buffer(), text.offset(), text.length());
    long kept = Math.min(kept(text, call.word(1)), points);
    int first = Utf8Text.skip(text.buffer(), text.offset(), end, points - kept);
    return call.give(text.buffer(), first, end - first);
  }

  private static long kept(Scalar text, long asked) {
    return asked >= 0
        ? asked
        : Math.max(0, Utf8Text.count(text.buffer(), text.offset(), text.length()) + asked);
  }

  static boolean splitPart(Call call) {
    Scalar text = call.argument(0);
    Scalar separator = call.argument(1);
    long part = call.word(2);
    if (part == 0) {
      throw DataErrors.argument("split_part", "part", part);
    }
    int end = text.offset() + text.length();
    if (separator.length() == 0) {
      boolean whole = part == 1 || part == -1;
      return call.give(text.buffer(), text.offset(), whole ? text.length() : 0);
    }
    if (part < 0) {
      part += parts(text, separator) + 1;
    }
    int from = text.offset();
    for (long i = 1; ; i++) {
      int found = find(text, from, end, separator);
      if (i == part) {
        return call.give(text.buffer(), from, (found < 0 ? end : found) - from);
      }
      if (found < 0 || part < 1) {
        return call.give(text.buffer(), end, 0);
      }
      from = found + separator.length();
    }
  }

  private static long parts(Scalar text, Scalar separator) {
    int end = text.offset() + text.length();
    long parts = 1;
    int found = find(text, text.offset(), end, separator);
    while (found >= 0) {
      parts++;
      found = find(text, found + separator.length(), end, separator);
    }
    return parts;
  }

  private static int find(Scalar text, int from, int end, Scalar part) {
    return Utf8Text.find(text.buffer(), from, end, part.buffer(), part.offset(), part.length());
  }

  static boolean overlay(Call call) {
    Scalar text = call.argument(0);
    Scalar put = call.argument(1);
    long from = call.word(2);
    if (from < 1) {
      throw DataErrors.plain(SqlState.SUBSTRING_ERROR, "The place of a part is below one.");
    }
    long count =
        call.count() > 3 ? call.word(3) : Utf8Text.count(put.buffer(), put.offset(), put.length());
    DirectBuffer buffer = text.buffer();
    int end = text.offset() + text.length();
    int first = Utf8Text.skip(buffer, text.offset(), end, from - 1);
    // Taken away from below zero, the part behind begins before the place.
    int last = Utf8Text.skip(buffer, text.offset(), end, Math.max(0, from - 1 + count));
    TextBuilder target = call.text();
    target.append(buffer, text.offset(), first - text.offset());
    target.append(put.buffer(), put.offset(), put.length());
    target.append(buffer, last, end - last);
    return call.giveText();
  }
}
