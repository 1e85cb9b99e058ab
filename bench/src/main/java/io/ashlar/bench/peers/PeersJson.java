package io.ashlar.bench.peers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** JSON, one object a line. */
public final class PeersJson {

  private static final JsonFactory JSON = new JsonFactory();

  private PeersJson() {}

  /**
   * A finished run.
   *
   * @param run the run
   * @return the object on one line
   */
  public static String line(PeerRound run) {
    return line(run::writeTo);
  }

  static String line(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Writes the fields of an object. */
  interface Fields {

    void writeTo(JsonGenerator json) throws IOException;
  }
}
