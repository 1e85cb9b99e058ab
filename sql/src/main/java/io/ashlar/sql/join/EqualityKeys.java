package io.ashlar.sql.join;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Ordering;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.ScalarForm;
import io.ashlar.sql.type.SqlType;
import java.math.BigDecimal;
import java.util.List;

/**
 * Values of two sides that must be equal one by one, as {@code =} compares them: each pair is of
 * one type, or of exact numbers of whatever digits. Equal values have equal hashes. Allocates for
 * decimals of many digits alone.
 */
public final class EqualityKeys {

  private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

  private final Scalar[] probes;
  private final Scalar[] kept;
  private final Ordering[] orderings;

  /** Whether the two of a pair have other digits, so that hashes are of the number alone. */
  private final boolean[] mixed;

  private long hash;

  /**
   * Of two sides.
   *
   * @param probes the values of the side that goes by
   * @param kept those of the side that is kept, each comparable with the one of its place
   */
  public EqualityKeys(List<Scalar> probes, List<Scalar> kept) {
    this.probes = probes.toArray(Scalar[]::new);
    this.kept = kept.toArray(Scalar[]::new);
    this.orderings = new Ordering[this.probes.length];
    this.mixed = new boolean[this.probes.length];
    for (int i = 0; i < orderings.length; i++) {
      SqlType one = probes.get(i).type();
      SqlType other = kept.get(i).type();
      orderings[i] = Ordering.of(one, other);
      mixed[i] =
          one.form() == ScalarForm.DECIMAL
              || other.form() == ScalarForm.DECIMAL
              || one.scale() != other.scale();
    }
  }

  /** How many pairs there are. */
  int count() {
    return probes.length;
  }

  /** Computes the hash of the side that goes by; false when a value is null. */
  boolean hashProbe(Frame frame) {
    return hash(probes, frame);
  }

  /** Computes the hash of the side that is kept; false when a value is null. */
  boolean hashKept(Frame frame) {
    return hash(kept, frame);
  }

  /** The hash that was computed last. */
  long hash() {
    return hash;
  }

  private boolean hash(Scalar[] values, Frame frame) {
    long all = 0;
    for (int i = 0; i < values.length; i++) {
      if (!values[i].evaluate(frame)) {
        return false;
      }
      all = all * PRIME + (mixed[i] ? number(values[i]) : orderings[i].hash(values[i]));
    }
    hash = spread(all);
    return true;
  }

  private static long spread(long value) {
    long product = value * PRIME;
    return product ^ (product >>> 32);
  }

  /** The hash of an exact number, whatever digits its type has. */
  private static long number(Scalar value) {
    if (value.form() != ScalarForm.DECIMAL) {
      return number(value.word(), value.type().scale());
    }
    BigDecimal decimal = value.decimal();
    return decimal.unscaledValue().bitLength() < Long.SIZE
        ? number(decimal.unscaledValue().longValue(), decimal.scale())
        : many(decimal);
  }

  private static long number(long unscaled, int scale) {
    long word = unscaled;
    int digits = scale;
    while (digits > 0 && word % 10 == 0) {
      word /= 10;
      digits--;
    }
    return spread(word) + digits;
  }

  /** A number of many digits may have few that count. */
  private static long many(BigDecimal decimal) {
    BigDecimal stripped = decimal.stripTrailingZeros();
    if (stripped.scale() < 0) {
      stripped = stripped.setScale(0);
    }
    return stripped.unscaledValue().bitLength() < Long.SIZE
        ? number(stripped.unscaledValue().longValue(), stripped.scale())
        : stripped.hashCode();
  }

  /** Whether the values of both sides are equal, which are both in the frame; none is null. */
  boolean equal(Frame frame) {
    return equal(frame, frame);
  }

  /** The same with each side in a frame of its own. */
  boolean equal(Frame frame, Frame keptFrame) {
    for (int i = 0; i < probes.length; i++) {
      if (!probes[i].evaluate(frame)
          || !kept[i].evaluate(keptFrame)
          || !orderings[i].equal(probes[i], kept[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether no value differs from the one of its place; a null differs from none. */
  boolean mayBeEqual(Frame frame, Frame keptFrame) {
    for (int i = 0; i < probes.length; i++) {
      if (probes[i].evaluate(frame)
          && kept[i].evaluate(keptFrame)
          && !orderings[i].equal(probes[i], kept[i])) {
        return false;
      }
    }
    return true;
  }
}
