package io.ashlar.bench.turn;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads the flat JSON objects that a child has written. */
public final class JsonFields {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonFields() {}

  /**
   * The fields of an object.
   *
   * @param line one object without objects or lists inside
   * @return the values by name, as text; null is {@code null}
   * @throws IOException when the line is something else
   */
  public static Map<String, String> of(String line) throws IOException {
    Map<String, String> values = new HashMap<>();
    try (JsonParser parser = JSON.createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        values.put(name, parser.getText());
      }
    }
    return values;
  }
}
