package io.ashlar.sql.cast;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.SqlType;

/** A scalar that turns the value of another; null stays null. */
abstract class Cast extends Scalar {

  /** What is cast. */
  final Scalar source;

  Cast(Scalar source, SqlType type) {
    super(type);
    this.source = source;
  }

  @Override
  public final boolean evaluate(Frame frame) {
    if (!source.evaluate(frame)) {
      return false;
    }
    convert();
    return true;
  }

  /** Sets the registers from those of the source. */
  abstract void convert();

  /** The same value under the name of another type of the same form. */
  static final class Relabelled extends Cast {

    Relabelled(Scalar source, SqlType type) {
      super(source, type);
    }

    @Override
    void convert() {
      take(source);
    }
  }
}
