package io.ashlar.check;

import io.ashlar.check.history.History;
import io.ashlar.check.history.HistoryTransaction.Outcome;
import io.ashlar.workbench.JsonObject;
import java.util.List;
import java.util.StringJoiner;

/**
 * What a check found.
 *
 * @param model what was checked against
 * @param acknowledged transactions that committed
 * @param aborted transactions that did not
 * @param unknown transactions of unknown outcome
 * @param keys how many keys there are
 * @param edges how many dependencies were inferred
 * @param findings what the model forbids and the history shows, at most one for each anomaly
 */
public record CheckReport(
    Model model,
    long acknowledged,
    long aborted,
    long unknown,
    int keys,
    int edges,
    List<Finding> findings) {

  /**
   * Keeps a copy.
   *
   * @param model not null
   * @param acknowledged not negative
   * @param aborted not negative
   * @param unknown not negative
   * @param keys not negative
   * @param edges not negative
   * @param findings not null
   */
  public CheckReport {
    findings = List.copyOf(findings);
  }

  static CheckReport of(History history, Model model, int edges, List<Finding> findings) {
    return new CheckReport(
        model,
        count(history, Outcome.OK),
        count(history, Outcome.FAIL),
        count(history, Outcome.INFO),
        history.names().keyCount(),
        edges,
        findings);
  }

  private static long count(History history, Outcome outcome) {
    return history.transactions().stream().filter(each -> each.outcome() == outcome).count();
  }

  /**
   * Whether the history keeps to the model.
   *
   * @return true when nothing was found
   */
  public boolean valid() {
    return findings.isEmpty();
  }

  /**
   * For people.
   *
   * @return several lines, without the end of the last
   */
  public String toText() {
    StringJoiner text = new StringJoiner(System.lineSeparator());
    text.add(
        acknowledged
            + " transactions acknowledged, "
            + aborted
            + " aborted, "
            + unknown
            + " unknown; "
            + keys
            + " keys, "
            + edges
            + " dependencies");
    for (Finding each : findings) {
      Anomaly anomaly = each.anomaly();
      text.add(anomaly.label() + " (" + anomaly.meaning() + "), " + times(each.count()) + ":");
      each.example().forEach(line -> text.add("  " + line));
    }
    return text.add((valid() ? "valid: " : "INVALID: ") + model).toString();
  }

  private static String times(long count) {
    return count == 1 ? "found" : "found " + count + " times, the first";
  }

  /**
   * For programs.
   *
   * @return one JSON object on one line
   */
  public String toJson() {
    JsonObject json =
        new JsonObject()
            .put("model", model.toString())
            .put("valid", valid())
            .put("ok", acknowledged)
            .put("fail", aborted)
            .put("info", unknown)
            .put("keys", keys)
            .put("dependencies", edges)
            .begin("anomalies");
    for (Finding each : findings) {
      json.begin(each.anomaly().label())
          .put("count", each.count())
          .put("example", String.join("\n", each.example()))
          .end();
    }
    return json.end().toLine();
  }
}
