package io.ashlar.bench.recipes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * What one recipe costs.
 *
 * @param recipe its name
 * @param tableRows rows of the table before each operation
 * @param rows rows that an operation changes or reads
 * @param bytes heap bytes that an operation allocated, here and in the store's threads
 * @param objects objects that an operation allocated, here and in the store's threads
 * @param msFsync milliseconds of an operation that waits for the disk, median; NaN for a scan
 * @param ms milliseconds of an operation that does not, median
 * @param predecessorObjects objects that the predecessor needed; 0 where it did not measure
 * @param predecessorBytes bytes that the predecessor needed; 0 where it did not measure
 * @param consistent whether rows and index entries agree at the end
 */
public record RecipeResult(
    String recipe,
    int tableRows,
    int rows,
    double bytes,
    double objects,
    double msFsync,
    double ms,
    long predecessorObjects,
    double predecessorBytes,
    boolean consistent) {

  private static final int NS_PER_MS = 1_000_000;
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
      json.writeStringField("recipe", recipe);
      json.writeNumberField("table_rows", tableRows);
      json.writeNumberField("rows", rows);
      write(json, "bytes", bytes);
      write(json, "objects", objects);
      write(json, "ms_fsync", msFsync);
      write(json, "ms_no_fsync", ms);
      write(json, "bytes_per_row", bytes / rows);
      write(json, "objects_per_row", objects / rows);
      write(json, "ns_per_row_fsync", msFsync * NS_PER_MS / rows);
      write(json, "ns_per_row_no_fsync", ms * NS_PER_MS / rows);
      write(json, "predecessor_bytes", predecessorBytes == 0 ? Double.NaN : predecessorBytes);
      write(json, "predecessor_objects", predecessorObjects == 0 ? Double.NaN : predecessorObjects);
      json.writeBooleanField("consistent", consistent);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, String field, double value) throws IOException {
    if (Double.isNaN(value)) {
      json.writeNullField(field);
    } else {
      json.writeNumberField(field, (double) Math.round(value * 10_000) / 10_000);
    }
  }

  /**
   * One line to read.
   *
   * @return the line
   */
  public String toText() {
    String fsync =
        Double.isNaN(msFsync) ? "" : String.format(Locale.ROOT, "%.3f ms with fsync, ", msFsync);
    String predecessor =
        predecessorObjects == 0
            ? ""
            : String.format(
                Locale.ROOT,
                " (the predecessor: %,d objects, %,.0f bytes)",
                predecessorObjects,
                predecessorBytes);
    return String.format(
        Locale.ROOT,
        "%s: %,d rows of %,d: %,.1f objects, %,.1f bytes, %s%.3f ms without;"
            + " a row: %.3f objects, %.3f bytes, %,.0f ns without fsync; %s%s",
        recipe,
        rows,
        tableRows,
        objects,
        bytes,
        fsync,
        ms,
        objects / rows,
        bytes / rows,
        ms * NS_PER_MS / rows,
        consistent ? "consistent" : "NOT CONSISTENT",
        predecessor);
  }
}
