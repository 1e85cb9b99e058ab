package io.ashlar.sql.join;

import io.ashlar.sql.execute.PlanText;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.transaction.ReadTransaction;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** The rows of several sources, which share a frame, one source after the other. */
public final class Concatenation extends RowSource {

  private final RowSource[] sources;
  private ReadTransaction reading;

  /** The source that is open; behind the last when none is. */
  private int current;

  /**
   * Of sources.
   *
   * @param sources in order, at least one
   */
  public Concatenation(List<RowSource> sources) {
    this.sources = sources.toArray(RowSource[]::new);
    this.current = this.sources.length;
  }

  @Override
  public void open(ReadTransaction transaction) {
    reading = transaction;
    current = 0;
    sources[0].open(transaction);
  }

  @Override
  public boolean next() {
    while (!sources[current].next()) {
      if (current == sources.length - 1) {
        return false;
      }
      sources[current].close();
      current++;
      sources[current].open(reading);
    }
    return true;
  }

  @Override
  protected void wrap(UnaryOperator<RowSource> wrapper) {
    Arrays.setAll(sources, i -> wrapper.apply(sources[i]));
  }

  @Override
  public void explain(PlanText plan) {
    plan.line("one after the other");
    for (RowSource source : sources) {
      plan.child(source);
    }
  }

  @Override
  public void close() {
    if (current < sources.length) {
      sources[current].close();
    }
  }

  @Override
  public void release() {
    for (RowSource source : sources) {
      source.release();
    }
  }
}
