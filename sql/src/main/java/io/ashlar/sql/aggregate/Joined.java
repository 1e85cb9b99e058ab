package io.ashlar.sql.aggregate;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.TextBuilder;

/**
 * Texts or byte strings, each but the first behind its row's separator; one that is null separates
 * nothing.
 */
final class Joined extends Accumulator {

  private final Scalar value;
  private final Scalar separator;
  private final TextBuilder built = new TextBuilder();
  private boolean any;

  Joined(Scalar value, Scalar separator, SqlType type) {
    super(type);
    this.value = value;
    this.separator = separator;
  }

  @Override
  public void reset() {
    built.clear();
    any = false;
  }

  @Override
  public void add(Frame frame) {
    if (!value.evaluate(frame)) {
      return;
    }
    if (any && separator.evaluate(frame)) {
      built.append(separator.buffer(), separator.offset(), separator.length());
    }
    built.append(value.buffer(), value.offset(), value.length());
    any = true;
  }

  @Override
  public boolean evaluate(Frame frame) {
    buffer = built.buffer();
    offset = 0;
    length = built.length();
    return any;
  }
}
