package io.ashlar.bench.reads.engine;

import io.ashlar.bench.reads.data.Span;
import io.ashlar.bench.reads.data.SpanReader;
import java.util.List;

/** RocksDB by hand, filled by files. */
final class FiledRocks implements SpanStore {

  private final RocksStore store;

  FiledRocks(RocksStore store) {
    this.store = store;
  }

  @Override
  public String version() {
    return store.version();
  }

  @Override
  public void create() {
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
    store.ingest(spans);
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
  public void close() {
    store.close();
  }
}
