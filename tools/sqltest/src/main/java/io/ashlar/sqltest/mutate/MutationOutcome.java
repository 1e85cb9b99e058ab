package io.ashlar.sqltest.mutate;

import io.ashlar.workbench.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What came of damaged statements.
 *
 * @param seed of all damage
 * @param next the seed by which it goes on
 * @param texts how many there were
 * @param accepted how many were prepared all the same
 * @param ran how many of those were queries, and were run
 * @param states how many were refused, by SQLSTATE or exception
 * @param findings those that came to anything else
 */
public record MutationOutcome(
    long seed,
    long next,
    long texts,
    long accepted,
    long ran,
    Map<String, Long> states,
    List<String> findings) {

  /**
   * For people.
   *
   * @return several lines
   */
  public String toText() {
    StringBuilder text = new StringBuilder();
    findings.forEach(each -> text.append("WRONG  ").append(each).append(System.lineSeparator()));
    states.forEach((state, count) -> text.append("%-40s %,d%n".formatted(state, count)));
    return text.append(
            "%,d texts, %,d prepared, %,d queries run, --seed %d, next %d: %s"
                .formatted(
                    texts,
                    accepted,
                    ran,
                    seed,
                    next,
                    findings.isEmpty() ? "all refused as they should be" : "not all as it should"))
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
            .put("texts", texts)
            .put("prepared", accepted)
            .put("ran", ran);
    states.forEach(json::put);
    return json.put("findings", findings).toLine();
  }
}
