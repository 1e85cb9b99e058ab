package io.ashlar.cli.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ashlar.workbench.Measurement;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a demo measured and what it checked. Filled by one thread. */
public final class DemoReport {

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * One thing that must be so.
   *
   * @param name what must be so
   * @param passed whether it is
   * @param detail the numbers behind it
   */
  private record Check(String name, boolean passed, String detail) {}

  private final List<Measurement> measurements = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();
  private long rows;
  private long bytesOnDisk;
  private double seconds;

  DemoReport() {}

  void add(Measurement measurement) {
    measurements.add(measurement);
  }

  void check(String name, boolean passed, String detail) {
    checks.add(new Check(name, passed, detail));
  }

  void rows(long count) {
    rows = count;
  }

  void bytesOnDisk(long bytes) {
    bytesOnDisk = bytes;
  }

  void seconds(double elapsed) {
    seconds = elapsed;
  }

  /**
   * Whether every check passed.
   *
   * @return false when at least one failed
   */
  public boolean passed() {
    return checks.stream().allMatch(Check::passed);
  }

  /**
   * Prints the table of measurements and the checks.
   *
   * @param out receives the text
   */
  public void printTo(PrintWriter out) {
    out.println();
    out.printf(
        Locale.ROOT,
        "%-28s %10s %12s %10s %10s %10s%n",
        "operation",
        "count",
        "per second",
        "p50 ms",
        "p99 ms",
        "bytes each");
    measurements.forEach(measurement -> print(measurement, out));
    out.println();
    for (Check check : checks) {
      out.printf("%-6s %s: %s%n", check.passed() ? "ok" : "FAILED", check.name(), check.detail());
    }
    out.println();
    out.printf(
        Locale.ROOT,
        "%,d rows with 3 indexes, %,.1f MB on disk, %.1f seconds in all%n",
        rows,
        bytesOnDisk / 1e6,
        seconds);
  }

  private static void print(Measurement measurement, PrintWriter out) {
    boolean timed = measurement.latencies().count() > 0;
    out.printf(
        Locale.ROOT,
        "%-28s %,10d %,12.0f %10s %10s %10s%n",
        measurement.operation(),
        measurement.count(),
        measurement.perSecond(),
        timed ? milliseconds(measurement, 50) : "",
        timed ? milliseconds(measurement, 99) : "",
        measurement.allocatedBytes() < 0
            ? ""
            : String.format(Locale.ROOT, "%,.0f", measurement.bytesPerOperation()));
  }

  private static String milliseconds(Measurement measurement, double percentile) {
    return String.format(Locale.ROOT, "%.3f", measurement.latencies().percentileMs(percentile));
  }

  /**
   * Everything as one JSON object.
   *
   * @return the object on one line
   */
  public String toJson() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("rows", rows);
      json.writeNumberField("bytes_on_disk", bytesOnDisk);
      json.writeNumberField("seconds", rounded(seconds));
      json.writeBooleanField("passed", passed());
      json.writeArrayFieldStart("operations");
      for (Measurement measurement : measurements) {
        write(measurement, json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("checks");
      for (Check check : checks) {
        write(check, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(Measurement measurement, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", measurement.operation());
    json.writeNumberField("count", measurement.count());
    json.writeNumberField("seconds", rounded(measurement.seconds()));
    json.writeNumberField("per_second", rounded(measurement.perSecond()));
    if (measurement.latencies().count() > 0) {
      json.writeNumberField("p50_ms", rounded(measurement.latencies().percentileMs(50)));
      json.writeNumberField("p99_ms", rounded(measurement.latencies().percentileMs(99)));
    }
    if (measurement.allocatedBytes() >= 0) {
      json.writeNumberField("alloc_bytes_each", rounded(measurement.bytesPerOperation()));
    }
    json.writeEndObject();
  }

  private static void write(Check check, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", check.name());
    json.writeBooleanField("passed", check.passed());
    json.writeStringField("detail", check.detail());
    json.writeEndObject();
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
