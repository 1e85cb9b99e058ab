package io.ashlar.sql.execute;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.transaction.ReadTransaction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The lines of a plan as rows of one text, and of what it has cost where it is run for that. */
public final class PlanRows extends RowSource {

  private final RowSource source;

  /** The source, counted where it is run. */
  private final RowSource explained;

  private final Frame frame;
  private final boolean runs;
  private List<String> lines = List.of();
  private int position;

  /**
   * Of a source.
   *
   * @param explained what is explained
   * @param runs whether it is run to its end, so as to tell what that costs
   * @param frame of one text
   */
  public PlanRows(RowSource explained, boolean runs, Frame frame) {
    this.source = explained;
    this.explained = runs ? Metered.of(explained) : explained;
    this.runs = runs;
    this.frame = frame;
  }

  @Override
  public void open(ReadTransaction transaction) {
    position = 0;
    String walk = runs ? source.analyzed(transaction) : null;
    if (walk != null) {
      lines = walk.lines().toList();
      return;
    }
    if (runs) {
      run(transaction);
    }
    PlanText text = new PlanText();
    explained.explain(text);
    lines = text.lines();
  }

  private void run(ReadTransaction transaction) {
    try {
      explained.open(transaction);
      boolean any = true;
      while (any) {
        any = explained.next();
      }
    } finally {
      explained.close();
    }
  }

  @Override
  public boolean next() {
    if (position == lines.size()) {
      return false;
    }
    byte[] line = lines.get(position++).getBytes(StandardCharsets.UTF_8);
    frame.setBytes(0, Flyweights.wrap(line), 0, line.length);
    return true;
  }

  @Override
  public void explain(PlanText plan) {
    plan.line("plan");
    plan.child(explained);
  }

  @Override
  public void close() {
    lines = List.of();
    position = 0;
  }

  @Override
  public void release() {
    explained.release();
  }
}
