package io.ashlar.workbench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * One JSON object on one line, written field by field: {@code new JsonObject().put("part",
 * "queue").put("turns", 1000).toLine()}. Confined to one thread.
 */
public final class JsonObject {

  private static final JsonFactory JSON = new JsonFactory();
  private static final double PARTS = 1_000;

  private final StringWriter text = new StringWriter();
  private final JsonGenerator json;

  /** Without fields. */
  public JsonObject() {
    try {
      json = JSON.createGenerator(text);
      json.writeStartObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a text.
   *
   * @param name the field
   * @param value its value
   * @return this
   */
  public JsonObject put(String name, String value) {
    return write(() -> json.writeStringField(name, value));
  }

  /**
   * Writes a whole number.
   *
   * @param name the field
   * @param value its value
   * @return this
   */
  public JsonObject put(String name, long value) {
    return write(() -> json.writeNumberField(name, value));
  }

  /**
   * Writes a number, rounded to three decimals.
   *
   * @param name the field
   * @param value its value; what is not finite becomes null
   * @return this
   */
  public JsonObject put(String name, double value) {
    if (!Double.isFinite(value)) {
      return write(() -> json.writeNullField(name));
    }
    return write(() -> json.writeNumberField(name, Math.round(value * PARTS) / PARTS));
  }

  /**
   * Writes a truth.
   *
   * @param name the field
   * @param value its value
   * @return this
   */
  public JsonObject put(String name, boolean value) {
    return write(() -> json.writeBooleanField(name, value));
  }

  /**
   * Writes a list of texts.
   *
   * @param name the field
   * @param values its value
   * @return this
   */
  public JsonObject put(String name, List<String> values) {
    return write(
        () -> {
          json.writeArrayFieldStart(name);
          for (String value : values) {
            json.writeString(value);
          }
          json.writeEndArray();
        });
  }

  /**
   * Begins an object inside; the fields that follow are its own until {@link #end}.
   *
   * @param name the field
   * @return this
   */
  public JsonObject begin(String name) {
    return write(() -> json.writeObjectFieldStart(name));
  }

  /**
   * Ends the object that {@link #begin} began.
   *
   * @return this
   */
  public JsonObject end() {
    return write(json::writeEndObject);
  }

  /**
   * Ends the object; nothing can be written afterwards.
   *
   * @return the object on one line, without the line's end
   */
  public String toLine() {
    write(json::writeEndObject);
    write(json::close);
    return text.toString();
  }

  private JsonObject write(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
