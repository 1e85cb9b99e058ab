package io.ashlar.bench.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for the keys and values of a history, so that a list of values is a {@code long[]}. A
 * whole number is itself; texts take numbers from the lowest end, just above {@link #ABSENT}.
 */
final class Names {

  /** The value of a key that has none. */
  static final long ABSENT = Long.MIN_VALUE;

  private static final long MAX_TEXTS = 1L << 32;

  private final Map<String, Integer> keys = new HashMap<>();
  private final List<String> keyNames = new ArrayList<>();
  private final Map<String, Long> texts = new HashMap<>();
  private final List<String> textNames = new ArrayList<>();

  int key(String name) {
    Integer known = keys.get(name);
    if (known != null) {
      return known;
    }
    keys.put(name, keyNames.size());
    keyNames.add(name);
    return keyNames.size() - 1;
  }

  String keyName(int key) {
    return keyNames.get(key);
  }

  int keyCount() {
    return keyNames.size();
  }

  /** Whether a whole number can be told from texts. */
  static boolean representable(long number) {
    return number > ABSENT + MAX_TEXTS;
  }

  long text(String text) {
    Long known = texts.get(text);
    if (known != null) {
      return known;
    }
    long number = ABSENT + 1 + textNames.size();
    texts.put(text, number);
    textNames.add(text);
    return number;
  }

  String valueName(long value) {
    if (value == ABSENT) {
      return "null";
    }
    if (representable(value)) {
      return Long.toString(value);
    }
    return '"' + textNames.get((int) (value - ABSENT - 1)) + '"';
  }
}
