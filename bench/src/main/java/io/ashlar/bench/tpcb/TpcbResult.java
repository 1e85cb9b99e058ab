package io.ashlar.bench.tpcb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * What a run measured.
 *
 * @param options what was run
 * @param tps transactions a second
 * @param p50Ms median latency in milliseconds, retries included
 * @param p95Ms 95th percentile
 * @param p99Ms 99th percentile
 * @param p999Ms 99.9th percentile
 * @param slowestShare commits of the slowest client over the mean of all
 * @param idle how much of the machine's processors nobody used, 0 to 1; NaN where not known
 * @param allocBytesPerTx heap bytes that clients and store allocated for a transaction
 * @param retries runs that had to be repeated
 * @param consistent whether the four tables agree
 */
public record TpcbResult(
    TpcbOptions options,
    double tps,
    double p50Ms,
    double p95Ms,
    double p99Ms,
    double p999Ms,
    double slowestShare,
    double idle,
    double allocBytesPerTx,
    long retries,
    boolean consistent) {

  private static final String ENGINE = "ashlar";
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * One JSON object.
   *
   * @return the object on one line
   */
  public String toJson() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("engine", ENGINE);
      json.writeNumberField("scale", options.scale());
      json.writeNumberField("clients", options.clients());
      json.writeStringField("durability", durability());
      json.writeStringField("isolation", isolation());
      json.writeNumberField("tps", rounded(tps, 10));
      json.writeNumberField("p50_ms", rounded(p50Ms, 1_000));
      json.writeNumberField("p95_ms", rounded(p95Ms, 1_000));
      json.writeNumberField("p99_ms", rounded(p99Ms, 1_000));
      json.writeNumberField("p999_ms", rounded(p999Ms, 1_000));
      json.writeNumberField("slowest_share", rounded(slowestShare, 100));
      json.writeNumberField("busy_threads", options.busy());
      if (Double.isFinite(idle)) {
        json.writeNumberField("idle", rounded(idle, 100));
      }
      json.writeNumberField("alloc_bytes_per_tx", rounded(allocBytesPerTx, 10));
      json.writeNumberField("retries", retries);
      json.writeBooleanField("consistent", consistent);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * One line to read.
   *
   * @return the line
   */
  public String toText() {
    return String.format(
        Locale.ROOT,
        "%s scale=%d clients=%d durability=%s isolation=%s: %,.0f tps,"
            + " p50 %.3f ms, p95 %.3f ms, p99 %.3f ms, p99.9 %.3f ms,"
            + " slowest client %.2f of the mean, %,.0f bytes/tx, %,d retries, %s",
        ENGINE,
        options.scale(),
        options.clients(),
        durability(),
        isolation(),
        tps,
        p50Ms,
        p95Ms,
        p99Ms,
        p999Ms,
        slowestShare,
        allocBytesPerTx,
        retries,
        consistent ? "consistent" : "NOT CONSISTENT");
  }

  private String durability() {
    return options.durability().name().toLowerCase(Locale.ROOT);
  }

  private String isolation() {
    return options.isolation().name().toLowerCase(Locale.ROOT);
  }

  private static double rounded(double value, int parts) {
    return (double) Math.round(value * parts) / parts;
  }
}
