package io.ashlar.mvcc.seek;

import io.ashlar.codec.memory.Flyweights;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A cursor's side of the {@link SeekHints}: the bounds of its range, and where its next search from
 * the lower one may begin. Belongs to the cursor; copies everything, allocates nothing.
 */
public final class SeekStart {

  /** How a question for a hint ended. */
  enum Answer {
    /** No hint covers the bound. */
    NONE,
    /** The target is set. */
    FOUND,
    /** Hints cover the bound, but were learned at newer views than the one that asks. */
    TOO_NEW
  }

  private final MutableDirectBuffer lower = buffer();
  private final MutableDirectBuffer upper = buffer();
  private final MutableDirectBuffer target = buffer();
  private int lowerLength;
  private int upperLength;
  private int targetLength;
  private long deletesAt;
  private Answer answer = Answer.NONE;

  /** No range. */
  public SeekStart() {}

  private static MutableDirectBuffer buffer() {
    return Flyweights.wrap(new byte[SeekHintBucket.KEY_BYTES]);
  }

  /**
   * Takes the bounds of a range. A long upper bound is cut, which makes it lower: what is empty up
   * to the bound is empty up to there.
   *
   * @param lowerBound holds the lower bound, inclusive
   * @param lowerOffset where it starts
   * @param newLowerLength its bytes
   * @param upperBound holds the upper bound, exclusive
   * @param upperOffset where it starts
   * @param newUpperLength its bytes
   * @return false when the lower bound is too long to have a hint
   */
  public boolean bounds(
      DirectBuffer lowerBound,
      int lowerOffset,
      int newLowerLength,
      DirectBuffer upperBound,
      int upperOffset,
      int newUpperLength) {
    answer = Answer.NONE;
    if (newLowerLength > SeekHintBucket.KEY_BYTES) {
      return false;
    }
    lowerLength = newLowerLength;
    lower.putBytes(0, lowerBound, lowerOffset, newLowerLength);
    upperLength = Math.min(newUpperLength, SeekHintBucket.KEY_BYTES);
    upper.putBytes(0, upperBound, upperOffset, upperLength);
    return true;
  }

  /** May be called with bytes that are being changed; the caller then asks again. */
  void found(DirectBuffer hint, int offset, int length, long newDeletesAt) {
    target.putBytes(0, hint, offset, length);
    targetLength = length;
    deletesAt = newDeletesAt;
    answer = Answer.FOUND;
  }

  /** {@link Answer#NONE} or {@link Answer#TOO_NEW}. */
  void answer(Answer newAnswer) {
    answer = newAnswer;
  }

  Answer answer() {
    return answer;
  }

  DirectBuffer lower() {
    return lower;
  }

  int lowerLength() {
    return lowerLength;
  }

  DirectBuffer upper() {
    return upper;
  }

  int upperLength() {
    return upperLength;
  }

  /**
   * Nothing lives from the lower bound up to here, exclusive.
   *
   * @return holds the key; valid after {@link SeekHints#find} has found one
   */
  public DirectBuffer target() {
    return target;
  }

  /**
   * How long the target is.
   *
   * @return its bytes
   */
  public int targetLength() {
    return targetLength;
  }

  /** What the keyspace's count of deletions was when the hint was learned. */
  long deletesAt() {
    return deletesAt;
  }
}
