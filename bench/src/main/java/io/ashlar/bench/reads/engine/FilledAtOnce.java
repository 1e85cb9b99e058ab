package io.ashlar.bench.reads.engine;

import io.ashlar.bench.reads.data.Span;
import io.ashlar.bench.reads.data.SpanReader;
import java.sql.SQLException;
import java.util.List;

/** A store that is filled at once, in a way of its own. */
final class FilledAtOnce implements SpanStore {

  /** How it is filled. */
  @FunctionalInterface
  interface Fill {

    void run(List<Span> spans) throws Exception;
  }

  private final SpanStore store;
  private final Fill fill;

  FilledAtOnce(SpanStore store, Fill fill) {
    this.store = store;
    this.fill = fill;
  }

  @Override
  public String version() throws Exception {
    return store.version();
  }

  @Override
  public void create() throws Exception {
    store.create();
  }

  @Override
  public void write(List<Span> spans) throws Exception {
    store.write(spans);
  }

  @Override
  public boolean isFilledAtOnce() {
    return true;
  }

  @Override
  public void writeAll(List<Span> spans) throws Exception {
    fill.run(spans);
  }

  @Override
  public void settle() throws Exception {
    store.settle();
  }

  @Override
  public SpanReader newReader() throws Exception {
    return store.newReader();
  }

  @Override
  public void close() throws SQLException {
    store.close();
  }
}
