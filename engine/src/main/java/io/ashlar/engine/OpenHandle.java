package io.ashlar.engine;

import static java.util.stream.Collectors.joining;

import io.ashlar.engine.gate.Handle;
import java.util.List;

/**
 * One line of the census: a handle that nobody has closed.
 *
 * @param kind {@code reader}, {@code snapshot}, {@code batch}, {@code cursor} or {@code
 *     sorted-files}
 * @param ageNs how long it has been open, in nanoseconds
 * @param opener the stack of the opening call, innermost frame first; empty unless {@link
 *     EngineOptions#traceHandles()} is on
 */
public record OpenHandle(String kind, long ageNs, List<StackTraceElement> opener) {

  /**
   * Copies the stack.
   *
   * @param kind the kind
   * @param ageNs the age
   * @param opener the stack
   */
  public OpenHandle {
    opener = List.copyOf(opener);
  }

  static OpenHandle of(Handle handle) {
    Throwable opener = handle.opener();
    return new OpenHandle(
        handle.kind(),
        handle.ageNs(),
        opener == null ? List.of() : List.of(opener.getStackTrace()));
  }

  /**
   * The handle in a line for reports.
   *
   * @return its kind, its age, and the opener where it is known
   */
  public String describe() {
    String line = "handle kind=" + kind + " ageMs=" + ageNs / 1_000_000;
    return opener.isEmpty()
        ? line
        : line + opener.stream().map(Object::toString).collect(joining(" < ", " opener=", ""));
  }
}
