package io.ashlar.bench.statement;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * What one case costs.
 *
 * @param name the case
 * @param micros CPU time of an execution through JDBC, the median of the rounds
 * @param ratio that time divided by the typed API's, the median over the rounds; NaN where there is
 *     nothing to compare with
 * @param bytes what an execution through JDBC allocates, in the round that allocated least
 * @param ownBytes what the typed API allocates, the same; NaN where there is nothing
 */
public record StatementResult(
    String name, double micros, double ratio, double bytes, double ownBytes) {

  private static final JsonFactory JSON = new JsonFactory();

  static void printHeadTo(PrintWriter out) {
    out.printf("%-32s %10s %12s %12s %12s%n", "", "us CPU", "x typed API", "bytes", "its bytes");
  }

  void printTo(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%-32s %10.2f %12s %,12.0f %12s%n",
        name,
        micros,
        Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.2f", ratio),
        bytes,
        Double.isNaN(ownBytes) ? "-" : String.format(Locale.ROOT, "%,.0f", ownBytes));
  }

  String toJson() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("case", name);
      json.writeNumberField("cpu_us", Math.round(micros * 1_000) / 1e3);
      writeOrNull(json, "ratio", ratio);
      json.writeNumberField("bytes", Math.round(bytes * 10) / 10.0);
      writeOrNull(json, "own_bytes", ownBytes);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void writeOrNull(JsonGenerator json, String name, double value)
      throws IOException {
    if (Double.isNaN(value)) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, Math.round(value * 1_000) / 1e3);
    }
  }
}
