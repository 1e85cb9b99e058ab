package io.ashlar.bench.reads.run;

import io.ashlar.bench.reads.data.ReadCase;
import io.ashlar.workbench.JsonObject;
import io.ashlar.workbench.Latencies;
import java.util.Map;

/**
 * What one turn measured of a case.
 *
 * @param version of the engine
 * @param asked the case
 * @param queries that were answered; transactions where rows are inserted
 * @param queriesPerSecond over all readers
 * @param rowsPerSecond rows that queries met: returned, walked to be added up, or found to be
 *     absent
 * @param p50Micros median latency of a query in microseconds
 * @param p99Micros 99th percentile
 * @param p999Micros 99.9th percentile
 * @param allocBytesPerRow heap bytes that all threads of the JVM allocated for a row
 * @param idle how much of the machine's processors nobody used, 0 to 1; NaN where not known
 * @param openMillis how long the opening of the store took; NaN but for a cold start
 */
public record CaseResult(
    String version,
    ReadCase asked,
    long queries,
    double queriesPerSecond,
    double rowsPerSecond,
    double p50Micros,
    double p99Micros,
    double p999Micros,
    double allocBytesPerRow,
    double idle,
    double openMillis) {

  private static final double MICROS_PER_MS = 1_000;

  static CaseResult of(
      String version,
      ReadCase asked,
      Latencies latencies,
      double queriesPerSecond,
      double rowsPerSecond,
      double allocBytesPerRow,
      double idle,
      double openMillis) {
    return new CaseResult(
        version,
        asked,
        latencies.count(),
        queriesPerSecond,
        rowsPerSecond,
        latencies.percentileMs(50) * MICROS_PER_MS,
        latencies.percentileMs(99) * MICROS_PER_MS,
        latencies.percentileMs(99.9) * MICROS_PER_MS,
        allocBytesPerRow,
        idle,
        openMillis);
  }

  /**
   * Writes the fields into an object that is open.
   *
   * @param json where to
   * @return the same object
   */
  public JsonObject writeTo(JsonObject json) {
    json.put("version", version)
        .put("case", asked.word())
        .put("queries", queries)
        .put("queries_per_second", queriesPerSecond)
        .put("rows_per_second", rowsPerSecond)
        .put("p50_us", p50Micros)
        .put("p99_us", p99Micros)
        .put("p999_us", p999Micros)
        .put("alloc_bytes_per_row", allocBytesPerRow)
        .put("idle", idle);
    return asked == ReadCase.COLD_START ? json.put("open_ms", openMillis) : json;
  }

  static CaseResult of(Map<String, String> values) {
    return new CaseResult(
        values.get("version"),
        ReadCase.of(values.get("case")),
        Long.parseLong(values.get("queries")),
        number(values.get("queries_per_second")),
        number(values.get("rows_per_second")),
        number(values.get("p50_us")),
        number(values.get("p99_us")),
        number(values.get("p999_us")),
        number(values.get("alloc_bytes_per_row")),
        number(values.get("idle")),
        number(values.get("open_ms")));
  }

  private static double number(String text) {
    return text == null || "null".equals(text) ? Double.NaN : Double.parseDouble(text);
  }
}
