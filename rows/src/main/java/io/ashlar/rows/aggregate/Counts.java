package io.ashlar.rows.aggregate;

import io.ashlar.codec.value.ValueReader;

/** Counts rows, or those in which a column is not null. */
final class Counts extends Accumulator {

  private static final int ALL = -1;

  private final int ordinal;

  private Counts(int ordinal) {
    this.ordinal = ordinal;
  }

  static Counts ofRows() {
    return new Counts(ALL);
  }

  static Counts of(int ordinal) {
    return new Counts(ordinal);
  }

  @Override
  void accept(ValueReader row) {
    if (ordinal == ALL || !row.isNull(ordinal)) {
      values++;
    }
  }

  @Override
  boolean isNull() {
    return false;
  }

  @Override
  int stateBytes() {
    return Long.BYTES;
  }

  @Override
  void save(GroupMemory memory, int at) {
    memory.buffer().putLong(at, values);
  }

  @Override
  void restore(GroupMemory memory, int at) {
    values = memory.buffer().getLong(at);
  }

  @Override
  Object objectResult() {
    return longResult();
  }

  @Override
  long longResult() {
    return values;
  }
}
