package io.ashlar.rows.plan;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyRanges;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.error.LimitExceededException;
import io.ashlar.query.Comparison;
import io.ashlar.rows.predicate.Conjunct;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the bounds of a plan as keys, with the values that are bound. A range never holds nulls:
 * where one side is open it ends at the marker that tells values from nulls.
 *
 * <p>Reusable; one owner at a time; allocates for decimals alone.
 */
public final class RangeEncoder {

  /** What stands before a value; a null has another marker. Inverted in descending columns. */
  private static final UnsafeBuffer MARKER = new UnsafeBuffer(new byte[] {0x01});

  private static final UnsafeBuffer DESCENDING_MARKER = new UnsafeBuffer(new byte[] {(byte) 0xFE});

  /** Bytes behind a text in a key, which a prefix must not have. */
  private static final int TERMINATOR_BYTES = 2;

  private final KeyEncoder lower = new KeyEncoder();
  private final KeyEncoder upper = new KeyEncoder();
  private int lowerLength;
  private int upperLength;

  /** Makes an encoder. */
  public RangeEncoder() {}

  /**
   * Writes the bounds. All operands have values, none of them null.
   *
   * @param plan the plan
   * @return whether the bounds were written; false when they are longer than keys may be, and the
   *     bounds are those of the whole keyspace
   */
  public boolean encode(Plan plan) {
    Bounds bounds = plan.bounds();
    try {
      int fixed = encodeEqualities(bounds);
      upper.resetEmpty().putRaw(lower.buffer(), 0, fixed);
      if (bounds.hasRange()) {
        encodeRange(bounds);
      } else {
        lowerLength = fixed;
        upperLength = successor(upper);
      }
      return true;
    } catch (LimitExceededException tooLong) {
      lowerLength = lower.reset(bounds.path().keyspaceId()).length();
      upper.reset(bounds.path().keyspaceId());
      upperLength = successor(upper);
      return false;
    }
  }

  /**
   * Writes the row key of a plan that {@linkplain Plan#isRow() goes straight to a row}, for {@link
   * #lower()} and {@link #lowerLength()}.
   *
   * @param plan the plan
   * @return whether it was written; false when it is longer than keys may be, so that there is no
   *     such row
   */
  public boolean encodeRowKey(Plan plan) {
    try {
      lowerLength = encodeEqualities(plan.bounds());
      return true;
    } catch (LimitExceededException tooLong) {
      return false;
    }
  }

  private int encodeEqualities(Bounds bounds) {
    lower.reset(bounds.path().keyspaceId());
    List<Conjunct> equalities = bounds.equalities();
    for (int i = 0; i < equalities.size(); i++) {
      Conjunct term = equalities.get(i);
      boolean descending = bounds.path().isDescending(i);
      if (term.comparison() == Comparison.EQUAL) {
        term.operand().appendTo(lower, descending);
      } else {
        lower.putNull(descending);
      }
    }
    return lower.length();
  }

  private void encodeRange(Bounds bounds) {
    boolean descending = bounds.path().isDescending(bounds.equalities().size());
    if (bounds.prefix() != null) {
      bounds.prefix().operand().appendTo(lower, descending);
      lower.truncate(lower.length() - TERMINATOR_BYTES);
      lowerLength = lower.length();
      upper.resetEmpty().putRaw(lower.buffer(), 0, lowerLength);
      upperLength = successor(upper);
      return;
    }
    // In a descending column the larger values have the smaller keys.
    Conjunct first = descending ? bounds.upper() : bounds.lower();
    Conjunct last = descending ? bounds.lower() : bounds.upper();
    append(first, lower, descending);
    append(last, upper, descending);
    boolean startsBehind = first != null && !first.isInclusive();
    boolean endsBehind = last == null || last.isInclusive();
    lowerLength = startsBehind ? successor(lower) : lower.length();
    upperLength = endsBehind ? successor(upper) : upper.length();
  }

  private static void append(Conjunct term, KeyEncoder key, boolean descending) {
    if (term == null) {
      key.putRaw(descending ? DESCENDING_MARKER : MARKER, 0, 1);
    } else {
      term.operand().appendTo(key, descending);
    }
  }

  /** Makes a key the bound behind all keys that begin with it. */
  private static int successor(KeyEncoder key) {
    int length = KeyRanges.prefixSuccessor(key.buffer(), 0, key.length(), key.buffer());
    assert length != KeyRanges.UNBOUNDED : "no keyspace has the id of all ones";
    // A bound has a whole keyspace id; zeros behind a shorter one change nothing, as no key is.
    while (length < Integer.BYTES) {
      key.buffer().putByte(length++, (byte) 0);
    }
    return length;
  }

  /**
   * Whether no key can lie between the bounds.
   *
   * @return true when the range is empty
   */
  public boolean isEmpty() {
    return UnsignedBytes.compare(lower(), 0, lowerLength, upper(), 0, upperLength) >= 0;
  }

  /**
   * The lower bound, inclusive.
   *
   * @return a buffer that holds it from index 0 on, valid until the next call
   */
  public DirectBuffer lower() {
    return lower.buffer();
  }

  /**
   * Bytes of the lower bound.
   *
   * @return the length
   */
  public int lowerLength() {
    return lowerLength;
  }

  /**
   * The upper bound, exclusive.
   *
   * @return a buffer that holds it from index 0 on, valid until the next call
   */
  public DirectBuffer upper() {
    return upper.buffer();
  }

  /**
   * Bytes of the upper bound.
   *
   * @return the length
   */
  public int upperLength() {
    return upperLength;
  }
}
