package io.ashlar.bench.growth;

import io.ashlar.workbench.TextTable;
import java.io.PrintWriter;
import java.util.List;

/**
 * What one part found.
 *
 * @param title one line that says what the table shows
 * @param table the numbers
 * @param jsonLines the same numbers, one object for each row of the table
 * @param passed false when rows were missing or wrong
 */
public record GrowthSection(String title, TextTable table, List<String> jsonLines, boolean passed) {

  /** Keeps a copy of the list. */
  public GrowthSection {
    jsonLines = List.copyOf(jsonLines);
  }

  /**
   * Prints title and table.
   *
   * @param out receives the lines
   */
  public void printTo(PrintWriter out) {
    out.println("# " + title);
    table.printTo(out);
    if (!passed) {
      out.println("ROWS ARE MISSING OR WRONG");
    }
    out.println();
  }
}
