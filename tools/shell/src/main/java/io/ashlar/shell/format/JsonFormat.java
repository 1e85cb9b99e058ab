package io.ashlar.shell.format;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * JSON lines: one object on a line for each row, its fields in the order of the columns. A name
 * that was there before gets a number behind it. Numbers have all their digits; those that JSON has
 * not, infinities and what is no number, are texts, as are dates, times and bytes.
 */
final class JsonFormat implements RowFormat {

  private static final int FIRST_PRINTABLE = 0x20;

  @Override
  public long write(Rows rows, Writer out) throws IOException {
    List<Rows.Column> columns = rows.columns();
    List<String> fields = fields(columns);
    long count = 0;
    while (rows.next()) {
      for (int i = 0; i < columns.size(); i++) {
        out.write(fields.get(i));
        value(rows.value(i), columns.get(i).kind(), out);
      }
      out.write("}\n");
      count++;
    }
    return count;
  }

  /** What stands before each value: a brace or comma, the name, a colon. */
  private static List<String> fields(List<Rows.Column> columns) {
    Set<String> names = new HashSet<>();
    List<String> fields = new ArrayList<>();
    for (Rows.Column column : columns) {
      String name = column.name();
      for (int i = 2; !names.add(name); i++) {
        name = column.name() + "_" + i;
      }
      fields.add((fields.isEmpty() ? "{" : ",") + quoted(name) + ":");
    }
    return fields;
  }

  private static void value(String value, Rows.Kind kind, Writer out) throws IOException {
    if (value == null) {
      out.write("null");
    } else if (kind == Rows.Kind.BOOLEAN || (kind == Rows.Kind.NUMBER && isFinite(value))) {
      out.write(value);
    } else {
      out.write(quoted(value));
    }
  }

  private static boolean isFinite(String number) {
    char last = number.charAt(number.length() - 1);
    return last >= '0' && last <= '9';
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < FIRST_PRINTABLE) {
            json.append(String.format("\\u%04x", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }
}
