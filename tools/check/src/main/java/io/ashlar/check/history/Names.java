package io.ashlar.check.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for the keys and values of a history, so that a list of values is a {@code long[]}. A
 * whole number is itself; texts take numbers from the lowest end, just above {@link #ABSENT}.
 */
public final class Names {

  /** The value of a key that has none. */
  public static final long ABSENT = Long.MIN_VALUE;

  private static final long MAX_TEXTS = 1L << 32;

  private final Map<String, Integer> keys = new HashMap<>();
  private final List<String> keyNames = new ArrayList<>();
  private final Map<String, Long> texts = new HashMap<>();
  private final List<String> textNames = new ArrayList<>();

  /** No names yet. */
  public Names() {}

  /**
   * The number of a key, which gets the next one when it is new.
   *
   * @param name the name that the file gives it
   * @return its number
   */
  public int key(String name) {
    Integer known = keys.get(name);
    if (known != null) {
      return known;
    }
    keys.put(name, keyNames.size());
    keyNames.add(name);
    return keyNames.size() - 1;
  }

  /**
   * The name of a key.
   *
   * @param key its number
   * @return the name that the file gives it
   */
  public String keyName(int key) {
    return keyNames.get(key);
  }

  /**
   * How many keys there are.
   *
   * @return the count; their numbers are below it
   */
  public int keyCount() {
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

  /**
   * A value as text.
   *
   * @param value its number, or {@link #ABSENT}
   * @return a number, a text in quotes, or null
   */
  public String valueName(long value) {
    if (value == ABSENT) {
      return "null";
    }
    if (representable(value)) {
      return Long.toString(value);
    }
    return '"' + textNames.get((int) (value - ABSENT - 1)) + '"';
  }
}
