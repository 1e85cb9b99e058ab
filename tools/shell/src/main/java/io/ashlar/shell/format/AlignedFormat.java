package io.ashlar.shell.format;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns under each other, numbers to the right. The first thousand rows say how wide the columns
 * are; what is wider later stands out, and nothing is cut.
 */
final class AlignedFormat implements RowFormat {

  private static final int MEASURED_ROWS = 1_000;

  @Override
  public long write(Rows rows, Writer out) throws IOException {
    List<Rows.Column> columns = rows.columns();
    List<String[]> first = new ArrayList<>();
    boolean more = true;
    while (first.size() < MEASURED_ROWS && more) {
      more = rows.next();
      if (more) {
        first.add(cells(rows));
      }
    }
    int[] widths = widths(columns, first);
    heading(columns, widths, out);
    for (String[] cells : first) {
      line(columns, widths, cells, out);
    }
    long count = first.size();
    first.clear();
    while (more && rows.next()) {
      line(columns, widths, cells(rows), out);
      count++;
    }
    out.write(count == 1 ? "(1 row)\n" : "(" + count + " rows)\n");
    return count;
  }

  private static String[] cells(Rows rows) {
    String[] cells = new String[rows.columns().size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = CellText.of(rows.value(i), rows.columns().get(i).kind());
    }
    return cells;
  }

  private static int[] widths(List<Rows.Column> columns, List<String[]> rows) {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = CellText.width(CellText.visible(columns.get(i).name()));
      for (String[] row : rows) {
        widths[i] = Math.max(widths[i], CellText.width(row[i]));
      }
    }
    return widths;
  }

  private static void heading(List<Rows.Column> columns, int[] widths, Writer out)
      throws IOException {
    String[] names =
        columns.stream().map(column -> CellText.visible(column.name())).toArray(String[]::new);
    line(columns, widths, names, out);
    StringBuilder rule = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      rule.append(i == 0 ? "" : "+").append("-".repeat(widths[i] + 2));
    }
    out.write(rule.append('\n').toString());
  }

  private static void line(List<Rows.Column> columns, int[] widths, String[] cells, Writer out)
      throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String padding = " ".repeat(Math.max(0, widths[i] - CellText.width(cells[i])));
      boolean right = columns.get(i).kind() == Rows.Kind.NUMBER;
      line.append(i == 0 ? " " : " | ").append(right ? padding + cells[i] : cells[i]);
      // The last column needs nothing behind it.
      line.append(right || i == cells.length - 1 ? "" : padding);
    }
    out.write(line.append('\n').toString());
  }
}
