package io.ashlar.error;

import java.io.Serial;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The root of all exceptions of Ashlar.
 *
 * <p>The message is one fixed sentence followed by facts: {@code A row lock was not granted in
 * time. table=accounts waitedMs=1000}. Programs read {@link #sentence()} and {@link #facts()};
 * people read the message.
 */
public abstract class AshlarException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String sentence;
  private final transient Map<String, String> facts;

  /**
   * For subclasses.
   *
   * @param sentence the fixed sentence, with its full stop
   * @param cause what led to this, or null
   * @param keyValues the facts: key, value, key, value; keys are camelCase words, values are
   *     rendered with {@link String#valueOf(Object)}; what has no value is left out
   */
  protected AshlarException(String sentence, Throwable cause, Object... keyValues) {
    super(render(sentence, keyValues), cause);
    this.sentence = sentence;
    this.facts = toMap(keyValues);
  }

  /**
   * The fixed sentence, without the facts.
   *
   * @return the sentence
   */
  public final String sentence() {
    return sentence;
  }

  /**
   * The facts in the order in which the message names them.
   *
   * @return an unmodifiable map; empty on an instance that was deserialised
   */
  public final Map<String, String> facts() {
    return facts == null ? Map.of() : facts;
  }

  private static Map<String, String> toMap(Object[] keyValues) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; keyValues != null && i + 1 < keyValues.length; i += 2) {
      map.put(String.valueOf(keyValues[i]), String.valueOf(keyValues[i + 1]));
    }
    return Collections.unmodifiableMap(map);
  }

  private static String render(String sentence, Object[] keyValues) {
    StringBuilder text = new StringBuilder().append(sentence);
    // A fact without a value is left out: a failure must not fail over how it is told.
    for (int i = 0; keyValues != null && i + 1 < keyValues.length; i += 2) {
      text.append(' ').append(keyValues[i]).append('=').append(keyValues[i + 1]);
    }
    return text.toString();
  }
}
