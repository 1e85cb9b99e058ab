package io.ashlar.shell.format;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** A line for each value, under a line for each row. */
final class ExpandedFormat implements RowFormat {

  private static final int RULE = 40;

  @Override
  public long write(Rows rows, Writer out) throws IOException {
    List<Rows.Column> columns = rows.columns();
    int width = 0;
    for (Rows.Column column : columns) {
      width = Math.max(width, CellText.width(CellText.visible(column.name())));
    }
    long count = 0;
    while (rows.next()) {
      String number = "-[ " + ++count + " ]";
      out.write(number + "-".repeat(Math.max(1, RULE - number.length())) + "\n");
      for (int i = 0; i < columns.size(); i++) {
        String name = CellText.visible(columns.get(i).name());
        out.write(name + " ".repeat(width - CellText.width(name)) + " | ");
        out.write(CellText.of(rows.value(i), columns.get(i).kind()) + "\n");
      }
    }
    out.write(count == 1 ? "(1 row)\n" : "(" + count + " rows)\n");
    return count;
  }
}
