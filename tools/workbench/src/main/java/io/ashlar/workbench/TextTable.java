package io.ashlar.workbench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows of text under a heading, aligned: the first columns to the left, all others, which hold
 * numbers, to the right. Confined to one thread.
 */
public final class TextTable {

  private static final String GAP = "  ";

  private final int leftColumns;
  private final List<String[]> rows = new ArrayList<>();

  /**
   * Begins a table.
   *
   * @param leftColumns how many columns hold words
   * @param headings the heading of each column
   */
  public TextTable(int leftColumns, String... headings) {
    this.leftColumns = leftColumns;
    rows.add(headings.clone());
  }

  /**
   * Adds a row.
   *
   * @param cells one text for each column
   */
  public void add(String... cells) {
    if (cells.length != rows.get(0).length) {
      throw new IllegalArgumentException("cells: " + cells.length);
    }
    rows.add(cells.clone());
  }

  /**
   * A whole number with separators between thousands.
   *
   * @param value the number
   * @return its text
   */
  public static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /**
   * A number with separators between thousands.
   *
   * @param value the number
   * @param decimals digits behind the point
   * @return its text
   */
  public static String number(double value, int decimals) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%,." + decimals + "f", value) : "-";
  }

  /**
   * Prints the table.
   *
   * @param out receives one line for the headings and one for each row
   */
  public void printTo(PrintWriter out) {
    int[] widths = widths();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.length; column++) {
        String padding = " ".repeat(widths[column] - row[column].length());
        line.append(column == 0 ? "" : GAP)
            .append(column < leftColumns ? row[column] + padding : padding + row[column]);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private int[] widths() {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int column = 0; column < row.length; column++) {
        widths[column] = Math.max(widths[column], row[column].length());
      }
    }
    return widths;
  }
}
