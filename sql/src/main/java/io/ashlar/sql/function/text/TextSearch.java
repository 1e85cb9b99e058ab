package io.ashlar.sql.function.text;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.sql.function.Call;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.value.TextBuilder;
import io.ashlar.sql.value.Utf8Text;

/** Texts looked for in others, and how words sound. Allocates nothing. */
final class TextSearch {

  /** What each letter from A on sounds like; 0 for what makes no sound of its own. */
  private static final String SOUNDS = "01230120022455012623010202";

  private static final int CODE_LENGTH = 4;

  private TextSearch() {}

  static boolean strpos(Call call) {
    return call.give(place(call.argument(0), call.argument(1), 1));
  }

  static boolean strposFrom(Call call) {
    return call.give(place(call.argument(0), call.argument(1), call.word(2)));
  }

  static boolean position(Call call) {
    return call.give(place(call.argument(1), call.argument(0), 1));
  }

  static boolean positionFrom(Call call) {
    return call.give(place(call.argument(1), call.argument(0), call.word(2)));
  }

  private static long place(Scalar text, Scalar part, long first) {
    int end = text.offset() + text.length();
    long begin = Math.max(first, 1);
    int from = Utf8Text.skip(text.buffer(), text.offset(), end, begin - 1);
    int found =
        Utf8Text.find(text.buffer(), from, end, part.buffer(), part.offset(), part.length());
    return found < 0 ? 0 : Utf8Text.count(text.buffer(), text.offset(), found - text.offset()) + 1L;
  }

  static boolean startsWith(Call call) {
    Scalar text = call.argument(0);
    Scalar part = call.argument(1);
    return call.give(
        text.length() >= part.length()
            && UnsignedBytes.equal(
                text.buffer(),
                text.offset(),
                part.length(),
                part.buffer(),
                part.offset(),
                part.length()));
  }

  static boolean endsWith(Call call) {
    Scalar text = call.argument(0);
    Scalar part = call.argument(1);
    return call.give(
        text.length() >= part.length()
            && UnsignedBytes.equal(
                text.buffer(),
                text.offset() + text.length() - part.length(),
                part.length(),
                part.buffer(),
                part.offset(),
                part.length()));
  }

  static boolean contains(Call call) {
    return call.give(place(call.argument(0), call.argument(1), 1) > 0);
  }

  static boolean soundex(Call call) {
    append(call.argument(0), call.text());
    return call.giveText();
  }

  static boolean difference(Call call) {
    TextBuilder both = call.text();
    append(call.argument(0), both);
    int first = both.length();
    append(call.argument(1), both);
    long same = 0;
    for (int i = 0; first == CODE_LENGTH && i < CODE_LENGTH && both.length() > first; i++) {
      same += both.buffer().getByte(i) == both.buffer().getByte(first + i) ? 1 : 0;
    }
    return call.give(same);
  }

  /** Nothing for a text without a letter of ASCII. */
  private static void append(Scalar word, TextBuilder target) {
    int begin = target.length();
    char last = '0';
    for (int i = word.offset(); i < word.offset() + word.length(); i++) {
      int letter = (word.buffer().getByte(i) & ~0x20) - 'A';
      if (letter < 0 || letter >= SOUNDS.length()) {
        continue;
      }
      char sound = SOUNDS.charAt(letter);
      if (target.length() == begin) {
        target.append('A' + letter);
        last = sound;
      } else if (letter != 'H' - 'A' && letter != 'W' - 'A') {
        if (sound != '0' && sound != last) {
          target.append(sound);
        }
        last = sound;
      }
      if (target.length() - begin == CODE_LENGTH) {
        return;
      }
    }
    while (target.length() > begin && target.length() - begin < CODE_LENGTH) {
      target.append('0');
    }
  }
}
