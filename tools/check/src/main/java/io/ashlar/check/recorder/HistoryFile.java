package io.ashlar.check.recorder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The events, one JSON object a line. Shared by all threads: an event takes its index and its place
 * in the file under one lock, at the moment it happens, so that the order of lines is an order in
 * real time.
 */
final class HistoryFile implements AutoCloseable {

  private static final JsonFactory JSON = new JsonFactory();

  /** The timestamp of an event that has none. */
  static final long NO_TIMESTAMP = KeyAccess.NO_TIMESTAMP;

  private final BufferedWriter text;
  private final boolean lists;
  private final long beginNs = System.nanoTime();

  /** The index of the next event; guarded by this. */
  private long next;

  HistoryFile(Path file, boolean lists) throws IOException {
    this.text = Files.newBufferedWriter(file);
    this.lists = lists;
  }

  void invoke(long process, List<Step> steps) {
    write(process, "invoke", steps, NO_TIMESTAMP);
  }

  void ok(long process, List<Step> steps, long timestamp) {
    write(process, "ok", steps, timestamp);
  }

  void fail(long process, List<Step> steps) {
    write(process, "fail", steps, NO_TIMESTAMP);
  }

  void info(long process, List<Step> steps) {
    write(process, "info", steps, NO_TIMESTAMP);
  }

  private synchronized void write(long process, String type, List<Step> steps, long timestamp) {
    // Not closed: that would close the file.
    try (JsonGenerator json =
        JSON.createGenerator(text).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      json.writeStartObject();
      json.writeNumberField("index", next++);
      json.writeNumberField("process", process);
      json.writeStringField("type", type);
      json.writeStringField("f", "txn");
      json.writeNumberField("time", System.nanoTime() - beginNs);
      json.writeArrayFieldStart("value");
      for (Step step : steps) {
        writeStep(json, step, "ok".equals(type));
      }
      json.writeEndArray();
      if (timestamp != NO_TIMESTAMP) {
        json.writeNumberField("cts", timestamp);
      }
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeStep(JsonGenerator json, Step step, boolean done) throws IOException {
    json.writeStartArray();
    boolean read = step.kind == Step.Kind.READ || (done && step.metNothing);
    json.writeString(read ? Step.Kind.READ.function : step.kind.function);
    json.writeString(name(step.key));
    if (read && done) {
      writeFound(json, step);
    } else if (step.value == null) {
      json.writeNull();
    } else {
      json.writeNumber(step.value);
    }
    json.writeEndArray();
  }

  private void writeFound(JsonGenerator json, Step step) throws IOException {
    if (lists) {
      json.writeRawValue("[" + (step.foundList == null ? "" : step.foundList) + "]");
    } else if (step.found == null) {
      json.writeNull();
    } else {
      json.writeNumber(step.found);
    }
  }

  private static String name(long key) {
    return "k" + key;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
