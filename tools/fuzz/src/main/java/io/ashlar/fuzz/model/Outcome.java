package io.ashlar.fuzz.model;

import io.ashlar.fuzz.script.ScriptText;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a step has led to.
 *
 * @param value what it has answered, or null
 * @param error what it has thrown, or null
 * @param number another one for each: that of a row without key that the step has inserted
 */
public record Outcome(Object value, Throwable error, long number) {

  private static final AtomicLong NUMBERS = new AtomicLong();

  /**
   * An answer.
   *
   * @param value what was answered
   * @return the outcome
   */
  public static Outcome of(Object value) {
    return new Outcome(value, null, NUMBERS.incrementAndGet());
  }

  /**
   * A failure.
   *
   * @param error what was thrown
   * @return the outcome
   */
  public static Outcome failed(Throwable error) {
    return new Outcome(null, error, NUMBERS.incrementAndGet());
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
