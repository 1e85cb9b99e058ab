package io.ashlar.sqltest.oracle;

import io.ashlar.workbench.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What a run has found.
 *
 * @param seed of everything
 * @param next the seed by which it goes on
 * @param trials how many were run
 * @param statements how many our own engine was given
 * @param seconds how long it took
 * @param counts how often what came about
 * @param findings for each, its statements and what is wrong, for people
 */
public record SqlFuzzOutcome(
    long seed,
    long next,
    long trials,
    long statements,
    double seconds,
    Map<String, Long> counts,
    List<String> findings) {

  /**
   * For people.
   *
   * @return several lines
   */
  public String toText() {
    StringBuilder text = new StringBuilder();
    findings.forEach(each -> text.append(each).append(System.lineSeparator()));
    counts.forEach((what, count) -> text.append("%-40s %,d%n".formatted(what, count)));
    return text.append(
            "%,d trials, %,d statements in %.1f s, --seed %d, next %d: %s"
                .formatted(
                    trials,
                    statements,
                    seconds,
                    seed,
                    next,
                    findings.isEmpty() ? "nothing unexplained" : findings.size() + " findings"))
        .toString();
  }

  /**
   * For programs.
   *
   * @return one JSON object on one line
   */
  public String toJson() {
    JsonObject json =
        new JsonObject()
            .put("seed", seed)
            .put("next", next)
            .put("trials", trials)
            .put("statements", statements)
            .put("seconds", seconds);
    counts.forEach((what, count) -> json.put(what.replace(' ', '_'), count));
    return json.put("findings", findings).toLine();
  }
}
