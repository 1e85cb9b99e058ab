package io.ashlar.bench.peers.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ashlar.bench.turn.JsonFields;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/**
 * What one run measured; passes from the child JVM to its parent as one line of JSON.
 *
 * @param version of the engine
 * @param commits in the measured time
 * @param tps transactions a second
 * @param p50Ms median latency in milliseconds, retries included
 * @param p95Ms 95th percentile
 * @param p99Ms 99th percentile
 * @param p999Ms 99.9th percentile
 * @param slowestShare commits of the slowest client over the mean of all
 * @param idle how much of the machine's processors nobody used, 0 to 1; NaN where not known
 * @param allocBytesPerTx heap bytes that all threads of the JVM allocated for a transaction
 * @param retries runs that had to be repeated
 * @param consistent whether the four tables agree
 * @param fromMicros when the measured time began, microseconds since 1970
 * @param toMicros when it ended
 */
public record PeerResult(
    String version,
    long commits,
    double tps,
    double p50Ms,
    double p95Ms,
    double p99Ms,
    double p999Ms,
    double slowestShare,
    double idle,
    double allocBytesPerTx,
    long retries,
    boolean consistent,
    long fromMicros,
    long toMicros) {

  private static final JsonFactory JSON = new JsonFactory();

  String toJson() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      writeTo(json);
      json.writeEndObject();
    }
    return text.toString();
  }

  /**
   * Writes the fields into an object that is open.
   *
   * @param json where to
   * @throws IOException when it cannot be written
   */
  public void writeTo(JsonGenerator json) throws IOException {
    json.writeStringField("version", version);
    json.writeNumberField("commits", commits);
    json.writeNumberField("tps", Rounding.to(tps, 10));
    json.writeNumberField("p50_ms", Rounding.to(p50Ms, 1_000));
    json.writeNumberField("p95_ms", Rounding.to(p95Ms, 1_000));
    json.writeNumberField("p99_ms", Rounding.to(p99Ms, 1_000));
    json.writeNumberField("p999_ms", Rounding.to(p999Ms, 1_000));
    json.writeNumberField("slowest_share", Rounding.to(slowestShare, 100));
    if (Double.isFinite(idle)) {
      json.writeNumberField("idle", Rounding.to(idle, 100));
    }
    json.writeNumberField("alloc_bytes_per_tx", Rounding.to(allocBytesPerTx, 10));
    json.writeNumberField("retries", retries);
    json.writeBooleanField("consistent", consistent);
    json.writeNumberField("from_us", fromMicros);
    json.writeNumberField("to_us", toMicros);
  }

  /**
   * Reads what {@link PeerChild} has written.
   *
   * @param line one JSON object
   * @return the result
   * @throws IOException when the line is something else
   */
  public static PeerResult ofJson(String line) throws IOException {
    Map<String, String> values = JsonFields.of(line);
    return new PeerResult(
        values.get("version"),
        Long.parseLong(values.get("commits")),
        Double.parseDouble(values.get("tps")),
        Double.parseDouble(values.get("p50_ms")),
        Double.parseDouble(values.get("p95_ms")),
        Double.parseDouble(values.get("p99_ms")),
        Double.parseDouble(values.get("p999_ms")),
        Double.parseDouble(values.get("slowest_share")),
        Double.parseDouble(values.getOrDefault("idle", "NaN")),
        Double.parseDouble(values.get("alloc_bytes_per_tx")),
        Long.parseLong(values.get("retries")),
        Boolean.parseBoolean(values.get("consistent")),
        Long.parseLong(values.get("from_us")),
        Long.parseLong(values.get("to_us")));
  }
}
