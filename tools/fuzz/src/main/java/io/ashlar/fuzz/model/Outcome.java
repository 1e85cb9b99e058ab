package io.ashlar.fuzz.model;

import io.ashlar.fuzz.script.ScriptText;
import java.util.List;

/**
 * What a step has led to.
 *
 * @param value what it has answered, or null
 * @param error what it has thrown, or null
 */
public record Outcome(Object value, Throwable error) {

  /**
   * An answer.
   *
   * @param value what was answered
   * @return the outcome
   */
  public static Outcome of(Object value) {
    return new Outcome(value, null);
  }

  /**
   * A failure.
   *
   * @param error what was thrown
   * @return the outcome
   */
  public static Outcome failed(Throwable error) {
    return new Outcome(null, error);
  }

  /** One line. */
  @Override
  public String toString() {
    if (error != null) {
      return error.getClass().getSimpleName() + ": " + error.getMessage();
    }
    return value instanceof List<?> ? ScriptText.of(value) : String.valueOf(value);
  }
}
