package io.ashlar.cli.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.ashlar.Table;
import io.ashlar.error.SchemaException;
import io.ashlar.load.LoadRow;
import io.ashlar.query.Column;
import io.ashlar.type.ValueKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;

/**
 * JSON lines: an object on a line for each row, whose fields are columns. A column without a field
 * gets its default. Objects and arrays go into columns of texts as they are.
 */
final class JsonRecords implements RecordReader {

  private final String file;
  private final BufferedReader lines;
  private final Table table;
  private final JsonFactory json = new JsonFactory();
  private final Map<String, Column> columns = new HashMap<>();
  private long number;

  /**
   * Of a file.
   *
   * @param file its name
   * @param content its characters, closed with this
   * @param table into which the rows go
   */
  JsonRecords(String file, Reader content, Table table) {
    this.file = file;
    this.lines = new BufferedReader(content);
    this.table = table;
  }

  @Override
  public boolean next(LoadRow row) throws IOException {
    String line = lines.readLine();
    number++;
    while (line != null && line.isBlank()) {
      line = lines.readLine();
      number++;
    }
    if (line == null) {
      return false;
    }
    try (JsonParser parser = json.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadInputException(file, number, null, "this is no JSON object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        set(row, parser);
      }
      if (parser.nextToken() != null) {
        throw new BadInputException(file, number, null, "there is more behind the JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new BadInputException(file, number, null, e.getOriginalMessage());
    }
    return true;
  }

  private void set(LoadRow row, JsonParser parser) throws IOException {
    String name = parser.currentName();
    Column column = columns.get(name);
    if (column == null) {
      column = column(name);
      columns.put(name, column);
    }
    JsonToken token = parser.nextToken();
    try {
      if (token == JsonToken.VALUE_NULL) {
        row.setNull(column);
      } else if (token.isScalarValue()) {
        row.setValue(column, ColumnText.parse(parser.getText(), column.type()));
      } else if (column.type().kind() == ValueKind.STRING) {
        row.setValue(column, copied(parser));
      } else {
        throw new IllegalArgumentException("this is no " + column.type());
      }
    } catch (IllegalArgumentException e) {
      throw new BadInputException(file, number, name, e.getMessage());
    }
  }

  private Column column(String name) throws IOException {
    try {
      return table.column(name);
    } catch (SchemaException e) {
      throw new BadInputException(file, number, name, "the table has no such column");
    }
  }

  private String copied(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = json.createGenerator(text)) {
      generator.copyCurrentStructure(parser);
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
