package io.ashlar.rows.predicate;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.error.IllegalUseException;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/**
 * Matches a text with a pattern, both in UTF-8 and in place. When a part behind a {@code %} does
 * not match, the part is tried one code point further on; only the last {@code %} need be
 * remembered, because what an earlier one stands for can stay as it is. So the time is at most the
 * product of the two lengths.
 */
final class LikeCondition extends Condition {

  private static final int NONE = -1;

  private final int ordinal;
  private final Operand pattern;
  private final byte[] escape;

  LikeCondition(int ordinal, Operand pattern, char escape) {
    this.ordinal = ordinal;
    this.pattern = pattern;
    this.escape = String.valueOf(escape).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int evaluate(ValueReader row) {
    if (pattern.isNull() || row.isNull(ordinal)) {
      return UNKNOWN;
    }
    int offset = row.bytesOffset(ordinal);
    return of(matches(row.bytesBuffer(ordinal), offset, offset + row.bytesLength(ordinal)));
  }

  private boolean matches(DirectBuffer text, int start, int end) {
    DirectBuffer like = pattern.bytes();
    int length = pattern.length();
    int at = start;
    int place = 0;
    int retryPlace = NONE;
    int retryAt = NONE;
    while (at < end || place < length) {
      if (place < length && like.getByte(place) == '%') {
        retryPlace = ++place;
        retryAt = at;
        continue;
      }
      if (place < length && at < end) {
        int literal = literalAt(like, place, length);
        int next = at + codePointBytes(text.getByte(at));
        if (literal == NONE && like.getByte(place) == '_') {
          place++;
          at = next;
          continue;
        }
        int from = literal == NONE ? place : literal;
        int bytes = codePointBytes(like.getByte(from));
        if (UnsignedBytes.equal(like, from, bytes, text, at, Math.min(bytes, end - at))) {
          place = from + bytes;
          at += bytes;
          continue;
        }
      }
      if (retryPlace == NONE || retryAt >= end) {
        requireWhole(like, place, length);
        return false;
      }
      retryAt += codePointBytes(text.getByte(retryAt));
      at = retryAt;
      place = retryPlace;
    }
    return true;
  }

  /** Where the character starts that an escape at this place protects; NONE when there is none. */
  private int literalAt(DirectBuffer like, int place, int length) {
    if (!isEscape(like, place, length)) {
      return NONE;
    }
    int literal = place + escape.length;
    if (literal >= length) {
      throw endsWithEscape(like, length);
    }
    return literal;
  }

  private boolean isEscape(DirectBuffer like, int place, int length) {
    if (length - place < escape.length) {
      return false;
    }
    for (int i = 0; i < escape.length; i++) {
      if (like.getByte(place + i) != escape[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether a text matches must not decide whether a pattern is accepted. */
  private void requireWhole(DirectBuffer like, int from, int length) {
    int place = from;
    while (place < length) {
      int literal = literalAt(like, place, length);
      int character = literal == NONE ? place : literal;
      place = character + codePointBytes(like.getByte(character));
    }
  }

  private static IllegalUseException endsWithEscape(DirectBuffer like, int length) {
    return new IllegalUseException(
        "The pattern ends with its escape character.",
        "pattern",
        like.getStringWithoutLengthUtf8(0, length));
  }

  private static int codePointBytes(byte first) {
    return (first & 0x80) == 0 ? 1 : (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : 4;
  }
}
