package io.ashlar.bench.crud;

import io.ashlar.transaction.Durability;
import io.ashlar.workbench.JsonObject;
import io.ashlar.workbench.Latencies;
import io.ashlar.workbench.Measurement;
import io.ashlar.workbench.TextTable;
import java.util.List;
import java.util.Locale;

/**
 * What one durability mode gave.
 *
 * @param options what was run
 * @param durability the mode
 * @param operations what was measured of each operation, over all workers
 * @param total the same for all operations together
 * @param retries runs that had to be repeated
 * @param consistent whether each database holds as many documents as its workers left behind
 */
public record CrudResult(
    CrudOptions options,
    Durability durability,
    List<Measurement> operations,
    Measurement total,
    long retries,
    boolean consistent) {

  /** Keeps a copy of the list. */
  public CrudResult {
    operations = List.copyOf(operations);
  }

  /**
   * The headings of the table that {@link #addTo} fills.
   *
   * @return an empty table
   */
  public static TextTable table() {
    return new TextTable(
        2, "durability", "operation", "count", "ops/s", "p50 ms", "p95 ms", "p99 ms", "bytes/op");
  }

  /**
   * Adds a row for each operation and one for all.
   *
   * @param table made by {@link #table}
   */
  public void addTo(TextTable table) {
    for (Measurement operation : operations) {
      addRow(table, operation, "");
    }
    addRow(table, total, TextTable.number(total.bytesPerOperation(), 1));
  }

  private void addRow(TextTable table, Measurement measured, String bytes) {
    Latencies latencies = measured.latencies();
    table.add(
        mode(),
        measured.operation(),
        TextTable.number(measured.count()),
        TextTable.number(measured.perSecond(), 0),
        TextTable.number(latencies.percentileMs(50), 3),
        TextTable.number(latencies.percentileMs(95), 3),
        TextTable.number(latencies.percentileMs(99), 3),
        bytes);
  }

  /**
   * One JSON object.
   *
   * @return the object on one line
   */
  public String toJson() {
    JsonObject json =
        new JsonObject()
            .put("engine", "ashlar")
            .put("durability", mode())
            .put("databases", options.databases())
            .put("workers", options.workers())
            .put("document_bytes", CrudOptions.DOCUMENT_BYTES)
            .put("seconds", total.seconds())
            .put("ops_per_second", total.perSecond())
            .put("alloc_bytes_per_op", total.bytesPerOperation())
            .put("retries", retries)
            .put("consistent", consistent);
    for (Measurement operation : operations) {
      write(json, operation);
    }
    write(json, total);
    return json.toLine();
  }

  private static void write(JsonObject json, Measurement measured) {
    Latencies latencies = measured.latencies();
    json.begin(measured.operation())
        .put("count", measured.count())
        .put("ops_per_second", measured.perSecond())
        .put("p50_ms", latencies.percentileMs(50))
        .put("p95_ms", latencies.percentileMs(95))
        .put("p99_ms", latencies.percentileMs(99))
        .end();
  }

  private String mode() {
    return durability.name().toLowerCase(Locale.ROOT);
  }
}
