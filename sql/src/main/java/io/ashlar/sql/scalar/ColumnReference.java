package io.ashlar.sql.scalar;

import io.ashlar.argument.Arguments;
import io.ashlar.sql.type.SqlType;

/** A column of the row, one class for each form. */
public final class ColumnReference {

  /** No column. */
  public static final int NONE = -1;

  private ColumnReference() {}

  /**
   * The column of a number.
   *
   * @param type its type
   * @param column its number in the frame
   * @return a new scalar
   */
  public static Scalar of(SqlType type, int column) {
    Arguments.requireGiven(type, "type");
    return switch (type.form()) {
      case WORD -> new Word(type, column);
      case REAL -> new Real(type, column);
      case DECIMAL -> new Decimal(type, column);
      case BYTES -> new Bytes(type, column);
      case PAIR -> new Pair(type, column);
    };
  }

  /**
   * Whether a value is that of a column, and nothing computed.
   *
   * @param scalar the value
   * @return true when it was made here
   */
  public static boolean isOne(Scalar scalar) {
    return scalar instanceof Reference;
  }

  /**
   * Which column a scalar is, if it is no more than one.
   *
   * @param scalar any scalar
   * @return the number in the frame; {@link #NONE} for what has to be computed
   */
  public static int columnOf(Scalar scalar) {
    return scalar instanceof Reference reference ? reference.column : NONE;
  }

  private abstract static class Reference extends Scalar {

    final int column;

    Reference(SqlType type, int column) {
      super(type);
      this.column = column;
    }
  }

  private static final class Word extends Reference {

    Word(SqlType type, int column) {
      super(type, column);
    }

    @Override
    public boolean evaluate(Frame frame) {
      word = frame.word(column);
      return !frame.isNull(column);
    }
  }

  private static final class Real extends Reference {

    Real(SqlType type, int column) {
      super(type, column);
    }

    @Override
    public boolean evaluate(Frame frame) {
      real = frame.real(column);
      return !frame.isNull(column);
    }
  }

  private static final class Decimal extends Reference {

    Decimal(SqlType type, int column) {
      super(type, column);
    }

    @Override
    public boolean evaluate(Frame frame) {
      if (frame.isNull(column)) {
        return false;
      }
      decimal = frame.decimal(column);
      return true;
    }
  }

  private static final class Bytes extends Reference {

    Bytes(SqlType type, int column) {
      super(type, column);
    }

    @Override
    public boolean evaluate(Frame frame) {
      if (frame.isNull(column)) {
        return false;
      }
      buffer = frame.buffer(column);
      offset = frame.offset(column);
      length = frame.length(column);
      return true;
    }
  }

  private static final class Pair extends Reference {

    Pair(SqlType type, int column) {
      super(type, column);
    }

    @Override
    public boolean evaluate(Frame frame) {
      word = frame.word(column);
      low = frame.low(column);
      return !frame.isNull(column);
    }
  }
}
