package io.ashlar.bench.ycsb;

import io.ashlar.workbench.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the client prints when a phase has ended: lines like {@code [READ], Operations, 497}, as
 * text and as numbers.
 */
public final class YcsbSummary {

  private static final int PARTS = 3;
  private static final String RETURN = "Return=";
  private static final String OK = "Return=OK";

  private final String text;
  private final Map<String, Map<String, Double>> groups = new LinkedHashMap<>();

  private YcsbSummary(String text) {
    this.text = text;
  }

  /**
   * Reads a summary.
   *
   * @param text the lines; those of another form are left out of the numbers
   * @return the summary
   */
  static YcsbSummary parse(String text) {
    YcsbSummary summary = new YcsbSummary(text);
    text.lines().forEach(summary::readLine);
    return summary;
  }

  private void readLine(String line) {
    String[] parts = line.split(",", -1);
    if (parts.length != PARTS || !parts[0].startsWith("[") || !parts[0].endsWith("]")) {
      return;
    }
    String group = parts[0].substring(1, parts[0].length() - 1);
    groups
        .computeIfAbsent(group, name -> new LinkedHashMap<>())
        .put(parts[1].strip(), Double.valueOf(parts[2].strip()));
  }

  /**
   * The lines as the client wrote them.
   *
   * @return the text
   */
  public String text() {
    return text;
  }

  /**
   * The rate over all operations.
   *
   * @return operations a second; 0 when the client did not say
   */
  public double perSecond() {
    return metric("OVERALL", "Throughput(ops/sec)");
  }

  /**
   * Calls of the binding that succeeded. A read-modify-write is two of them.
   *
   * @return the count
   */
  public long succeeded() {
    return Math.round(groups.keySet().stream().mapToDouble(name -> metric(name, OK)).sum());
  }

  /**
   * Calls of the binding that ended in another way, or values that were not the expected ones.
   *
   * @return the count
   */
  public long failed() {
    double failed = 0;
    for (Map<String, Double> metrics : groups.values()) {
      for (Map.Entry<String, Double> metric : metrics.entrySet()) {
        boolean outcome = metric.getKey().startsWith(RETURN);
        failed += outcome && !metric.getKey().equals(OK) ? metric.getValue() : 0;
      }
    }
    return Math.round(failed);
  }

  /** Adds an object for each group but those about garbage collection. */
  void writeTo(JsonObject json) {
    groups.forEach(
        (name, metrics) -> {
          if (!name.startsWith("TOTAL_GC")) {
            json.begin(name);
            metrics.forEach((metric, value) -> json.put(metric, value.doubleValue()));
            json.end();
          }
        });
  }

  private double metric(String group, String name) {
    return groups.getOrDefault(group, Map.of()).getOrDefault(name, 0.0);
  }
}
