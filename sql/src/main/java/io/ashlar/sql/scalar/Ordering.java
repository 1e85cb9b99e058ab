package io.ashlar.sql.scalar;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.sql.type.ScalarForm;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.Exact;
import io.ashlar.sql.value.Intervals;
import org.agrona.DirectBuffer;

/**
 * How two values of types that go together compare: numbers by value, NaN above all and equal to
 * itself, texts by code point, bytes and UUIDs as unsigned, intervals with months of 30 days.
 * Stateless. Compares without allocation, but for decimals of many digits.
 */
public abstract class Ordering {

  private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

  private static final Ordering WORDS = new Words();
  private static final Ordering REALS = new Reals();
  private static final Ordering BYTES = new Bytes();
  private static final Ordering UUIDS = new Uuids();
  private static final Ordering INTERVALS = new IntervalLengths();
  private static final Ordering SCALED = new Scaled();
  private static final Ordering DECIMALS = new Decimals();

  /** For the orderings here. */
  Ordering() {}

  /**
   * The ordering of two types. Whole numbers and decimals of whatever digits go together; all
   * others are of the same form.
   *
   * @param left one type
   * @param right the other
   * @return the same object for the same forms
   */
  public static Ordering of(SqlType left, SqlType right) {
    if (left.form() == ScalarForm.DECIMAL || right.form() == ScalarForm.DECIMAL) {
      return DECIMALS;
    }
    if (left.form() != right.form()) {
      throw new IllegalArgumentException("no common form: " + left + ", " + right);
    }
    return switch (left.form()) {
      case WORD -> left.scale() == right.scale() ? WORDS : SCALED;
      case REAL -> REALS;
      case BYTES -> BYTES;
      default -> left.kind() == SqlKind.UUID ? UUIDS : INTERVALS;
    };
  }

  /**
   * Compares the registers of two scalars that were evaluated and are not null.
   *
   * @param left one
   * @param right the other
   * @return negative, zero or positive
   */
  public abstract int compare(Scalar left, Scalar right);

  /**
   * Whether the registers are equal; {@link #compare} is zero then.
   *
   * @param left one
   * @param right the other
   * @return true when they are
   */
  public boolean equal(Scalar left, Scalar right) {
    return compare(left, right) == 0;
  }

  /**
   * A number that is the same for equal values of one type. Allocates for decimals of many digits.
   *
   * @param value evaluated and not null
   * @return any number
   */
  public abstract long hash(Scalar value);

  /** Spreads the bits of a number over all of another. */
  static long mixed(long value) {
    long product = value * PRIME;
    return product ^ (product >>> 32);
  }

  /**
   * The hash of bytes, as of a value of the form BYTES.
   *
   * @param buffer where they are
   * @param offset the first
   * @param length how many
   * @return any number
   */
  static long hash(DirectBuffer buffer, int offset, int length) {
    long hash = length;
    int at = offset;
    int end = offset + length;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = mixed(hash ^ buffer.getLong(at));
    }
    for (; at < end; at++) {
      hash = mixed(hash ^ buffer.getByte(at));
    }
    return hash;
  }

  private static final class Words extends Ordering {

    @Override
    public int compare(Scalar left, Scalar right) {
      return Long.compare(left.word, right.word);
    }

    @Override
    public long hash(Scalar value) {
      return mixed(value.word);
    }
  }

  private static final class Scaled extends Ordering {

    @Override
    public int compare(Scalar left, Scalar right) {
      return Exact.compare(left.word, left.type().scale(), right.word, right.type().scale());
    }

    @Override
    public long hash(Scalar value) {
      return mixed(value.word);
    }
  }

  private static final class Reals extends Ordering {

    @Override
    public int compare(Scalar left, Scalar right) {
      return Double.compare(left.real, right.real);
    }

    @Override
    public long hash(Scalar value) {
      return mixed(Double.doubleToLongBits(value.real));
    }
  }

  private static final class Decimals extends Ordering {

    @Override
    public int compare(Scalar left, Scalar right) {
      return left.exact().compareTo(right.exact());
    }

    @Override
    public long hash(Scalar value) {
      return mixed(value.exact().stripTrailingZeros().hashCode());
    }
  }

  private static final class Bytes extends Ordering {

    @Override
    public int compare(Scalar left, Scalar right) {
      return UnsignedBytes.compare(
          left.buffer, left.offset, left.length, right.buffer, right.offset, right.length);
    }

    @Override
    public boolean equal(Scalar left, Scalar right) {
      return UnsignedBytes.equal(
          left.buffer, left.offset, left.length, right.buffer, right.offset, right.length);
    }

    @Override
    public long hash(Scalar value) {
      return hash(value.buffer, value.offset, value.length);
    }
  }

  private static final class Uuids extends Ordering {

    @Override
    public int compare(Scalar left, Scalar right) {
      int high = Long.compareUnsigned(left.word, right.word);
      return high != 0 ? high : Long.compareUnsigned(left.low, right.low);
    }

    @Override
    public long hash(Scalar value) {
      return mixed(value.word ^ mixed(value.low));
    }
  }

  private static final class IntervalLengths extends Ordering {

    @Override
    public int compare(Scalar left, Scalar right) {
      return Intervals.compare(left.word, left.low, right.word, right.low);
    }

    @Override
    public long hash(Scalar value) {
      return mixed(Intervals.hash(value.word, value.low));
    }
  }
}
