package io.ashlar.fuzz;

import io.ashlar.workbench.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * What a run of the fuzzer has found.
 *
 * @param seed what everything followed from
 * @param statements how many statements were run
 * @param episodes how many databases they were run in
 * @param seconds how long that took
 * @param divergences the scripts of what differs, made small
 */
public record FuzzOutcome(
    long seed, long statements, long episodes, double seconds, List<String> divergences) {

  /**
   * Keeps a copy.
   *
   * @param seed what everything followed from
   * @param statements how many statements were run
   * @param episodes how many databases
   * @param seconds how long that took
   * @param divergences what differs
   */
  public FuzzOutcome {
    divergences = List.copyOf(divergences);
  }

  /**
   * What a shell should be told.
   *
   * @return 0 when nothing differs, else 1
   */
  public int exitCode() {
    return divergences.isEmpty() ? 0 : 1;
  }

  /**
   * One line of JSON.
   *
   * @return an object with all of it
   */
  public String toJson() {
    return new JsonObject()
        .put("seed", seed)
        .put("statements", statements)
        .put("episodes", episodes)
        .put("seconds", seconds)
        .put("divergences", divergences)
        .toLine();
  }

  /**
   * Lines for people.
   *
   * @return the scripts and the verdict
   */
  public String toText() {
    StringBuilder text = new StringBuilder();
    for (String each : divergences) {
      text.append(each).append('\n');
    }
    return text.append(
            String.format(
                Locale.ROOT,
                "fuzz --seed %d: %,d statements in %,d databases, %.1f s, %,.0f a second: ",
                seed,
                statements,
                episodes,
                seconds,
                statements / seconds))
        .append(divergences.isEmpty() ? "nothing differs" : divergences.size() + " differ")
        .toString();
  }
}
