package io.ashlar.rows.plan;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyRanges;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.LimitExceededException;
import io.ashlar.query.Comparison;
import io.ashlar.rows.predicate.Conjunct;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes the bounds of a plan as keys, with the values that are bound. A range never holds nulls:
 * where one side is open it ends at the marker that tells values from nulls.
 *
 * <p>Reusable; one owner at a time; allocates for decimals alone.
 */
public final class RangeEncoder {

  /** What stands before a value; a null has another marker. Inverted in descending columns. */
  private static final MutableDirectBuffer MARKER = Flyweights.wrap(new byte[] {0x01});

  private static final MutableDirectBuffer DESCENDING_MARKER =
      Flyweights.wrap(new byte[] {(byte) 0xFE});

  /** Bytes behind a text in a key, which a prefix must not have. */
  private static final int TERMINATOR_BYTES = 2;

  private final KeyEncoder lower = new KeyEncoder();
  private final KeyEncoder upper = new KeyEncoder();
  private int lowerLength;
  private int upperLength;
  private Bounds bounds;
  private boolean backward;
  private boolean exact;

  /** Of each column that is fixed to one of several values: which one is its turn. */
  private SortedMembers[] members = new SortedMembers[0];

  /** From the first range to the last, where there are several. Made when there are first. */
  private KeyEncoder hullLower;

  private KeyEncoder hullUpper;

  /** Makes an encoder. */
  public RangeEncoder() {}

  /**
   * Writes the bounds of the first range in the direction of the plan. All operands have values;
   * those that are not one of several are not null.
   *
   * @param walked the plan
   * @return whether there is a range that may hold keys; {@link #advance} leads to the others
   */
  public boolean encode(Plan walked) {
    return encode(walked.bounds(), walked.isBackward());
  }

  boolean encode(Bounds walked, boolean fromEnd) {
    bounds = walked;
    backward = fromEnd;
    if (!bounds.isSeveral()) {
      encodeOne();
      return !isEmpty();
    }
    return takeMembers() && encodeHull() && start(backward);
  }

  private void encodeOne() {
    try {
      encodeRange(encodeFixed(bounds));
      exact = true;
    } catch (LimitExceededException tooLong) {
      lowerLength = lower.reset(bounds.path().keyspaceId()).length();
      upper.reset(bounds.path().keyspaceId());
      upperLength = successor(upper);
      exact = false;
    }
  }

  private boolean takeMembers() {
    List<Conjunct> fixing = bounds.fixing();
    if (members.length < fixing.size()) {
      members = Arrays.copyOf(members, fixing.size());
    }
    for (int i = 0; i < fixing.size(); i++) {
      if (!fixing.get(i).fixesToSome()) {
        continue;
      }
      if (members[i] == null) {
        members[i] = new SortedMembers();
      }
      members[i].take(fixing.get(i).members(), bounds.path().isDescending(i));
      if (members[i].isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private boolean encodeHull() {
    if (hullLower == null) {
      hullLower = new KeyEncoder();
      hullUpper = new KeyEncoder();
    }
    if (!start(true)) {
      return false;
    }
    hullUpper.resetEmpty().putRaw(upper.buffer(), 0, upperLength);
    boolean found = start(false);
    assert found : "what is found from the end is found from the beginning";
    hullLower.resetEmpty().putRaw(lower.buffer(), 0, lowerLength);
    return true;
  }

  /** Goes to the first range that may hold keys, from either end. */
  private boolean start(boolean fromEnd) {
    for (int i = 0; i < bounds.fixing().size(); i++) {
      if (bounds.fixing().get(i).fixesToSome()) {
        members[i].toEnd(fromEnd);
      }
    }
    return encodeTurn() || turn(fromEnd);
  }

  /**
   * Goes on to the next range, in the direction of the plan; ranges come in key order and do not
   * overlap.
   *
   * @return whether there is one
   */
  public boolean advance() {
    return bounds.isSeveral() && turn(backward);
  }

  private boolean turn(boolean fromEnd) {
    int column = bounds.fixing().size() - 1;
    while (column >= 0) {
      if (bounds.fixing().get(column).fixesToSome() && members[column].move(fromEnd)) {
        if (encodeTurn()) {
          return true;
        }
        // The last column turns first again.
        column = bounds.fixing().size();
      }
      column--;
    }
    return false;
  }

  /** Writes one range of several; false when no key can be in it, as keys are not that long. */
  private boolean encodeTurn() {
    int fixed;
    try {
      fixed = encodeFixed(bounds);
    } catch (LimitExceededException tooLong) {
      return false;
    }
    try {
      encodeRange(fixed);
      exact = true;
    } catch (LimitExceededException tooLong) {
      lowerLength = lower.truncate(fixed).length();
      upper.resetEmpty().putRaw(lower.buffer(), 0, fixed);
      upperLength = successor(upper);
      exact = false;
    }
    return !isEmpty();
  }

  /**
   * Whether there may be further ranges behind the current one.
   *
   * @return false for most plans
   */
  public boolean isSeveral() {
    return bounds.isSeveral();
  }

  /**
   * Whether the current range is what the plan asks for. Where a bound is longer than keys may be,
   * a wider range is walked instead, and all of the predicate is left to judge.
   *
   * @return false when the range is wider than asked
   */
  public boolean isExact() {
    return exact;
  }

  /**
   * The lower bound of the first of several ranges.
   *
   * @return the bound
   */
  public KeyEncoder hullLower() {
    return hullLower;
  }

  /**
   * The upper bound of the last of several ranges.
   *
   * @return the bound
   */
  public KeyEncoder hullUpper() {
    return hullUpper;
  }

  /**
   * Writes the row key of a plan that {@linkplain Plan#isRow() goes straight to a row}, for {@link
   * #lower()} and {@link #lowerLength()}.
   *
   * @param walked the plan
   * @return whether it was written; false when it is longer than keys may be, so that there is no
   *     such row
   */
  public boolean encodeRowKey(Plan walked) {
    try {
      lowerLength = encodeFixed(walked.bounds());
      return true;
    } catch (LimitExceededException tooLong) {
      return false;
    }
  }

  private int encodeFixed(Bounds fixed) {
    lower.reset(fixed.path().keyspaceId());
    List<Conjunct> fixing = fixed.fixing();
    for (int i = 0; i < fixing.size(); i++) {
      Conjunct term = fixing.get(i);
      boolean descending = fixed.path().isDescending(i);
      if (term.fixesToSome()) {
        members[i].current().appendTo(lower, descending);
      } else if (term.comparison() == Comparison.EQUAL) {
        term.operand().appendTo(lower, descending);
      } else {
        lower.putNull(descending);
      }
    }
    return lower.length();
  }

  private void encodeRange(int fixed) {
    upper.resetEmpty().putRaw(lower.buffer(), 0, fixed);
    if (!bounds.hasRange()) {
      lowerLength = fixed;
      upperLength = successor(upper);
      return;
    }
    boolean descending = bounds.path().isDescending(bounds.fixing().size());
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

  private boolean isEmpty() {
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
