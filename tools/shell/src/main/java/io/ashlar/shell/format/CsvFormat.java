package io.ashlar.shell.format;

import java.io.IOException;
import java.io.Writer;

/**
 * RFC 4180 with line feeds: a line of names, then one for each row. Null is nothing, an empty text
 * is two quotes, bytes are hexadecimal digits.
 */
final class CsvFormat implements RowFormat {

  @Override
  public long write(Rows rows, Writer out) throws IOException {
    int columns = rows.columns().size();
    for (int i = 0; i < columns; i++) {
      field(rows.columns().get(i).name(), i, out);
    }
    out.write('\n');
    long count = 0;
    while (rows.next()) {
      for (int i = 0; i < columns; i++) {
        field(rows.value(i), i, out);
      }
      out.write('\n');
      count++;
    }
    return count;
  }

  private static void field(String value, int column, Writer out) throws IOException {
    if (column > 0) {
      out.write(',');
    }
    if (value == null) {
      return;
    }
    if (needsQuotes(value)) {
      out.write('"');
      out.write(value.replace("\"", "\"\""));
      out.write('"');
    } else {
      out.write(value);
    }
  }

  private static boolean needsQuotes(String value) {
    int length = value.length();
    if (length == 0 || value.charAt(0) == ' ' || value.charAt(length - 1) == ' ') {
      return true;
    }
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }
}
