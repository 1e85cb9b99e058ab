package io.ashlar.sql.execute;

import java.util.ArrayList;
import java.util.List;

/** How a statement is carried out, a line for each source, what it reads indented below it. */
public final class PlanText {

  private static final String INDENT = "  ";

  private final List<String> lines = new ArrayList<>();
  private int depth;

  /** What the next source has cost; null where nobody counted. */
  private String bill;

  /** Without lines. */
  public PlanText() {}

  /**
   * Adds what a source does.
   *
   * @param text one or several lines
   */
  public void line(String text) {
    text.lines().forEach(line -> lines.add(INDENT.repeat(depth) + line));
    if (bill != null) {
      lines.add(INDENT.repeat(depth) + bill);
      bill = null;
    }
  }

  /** Says what the source has cost whose lines come next. */
  void billed(String text) {
    bill = text;
  }

  /**
   * Adds a source that is read by the one above.
   *
   * @param source the source
   */
  public void child(RowSource source) {
    depth++;
    source.explain(this);
    depth--;
  }

  /**
   * All lines.
   *
   * @return in order
   */
  public List<String> lines() {
    return lines;
  }
}
