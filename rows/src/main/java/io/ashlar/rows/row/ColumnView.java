package io.ashlar.rows.row;

import io.ashlar.argument.Arguments;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.value.Utf8;
import io.ashlar.error.IllegalUseException;
import io.ashlar.row.ByteView;
import java.lang.invoke.VarHandle;
import org.agrona.DirectBuffer;

/** The bytes of one column of a {@link RowWindow}, until the window moves. */
final class ColumnView implements ByteView {

  private final RowWindow window;
  private long generation;
  private DirectBuffer buffer;
  private int offset;
  private int length;

  ColumnView(RowWindow window) {
    this.window = window;
  }

  void wrap(DirectBuffer bytes, int start, int count) {
    generation = window.generation();
    buffer = bytes;
    offset = start;
    length = count;
  }

  private static void requireInside(DirectBuffer other, int offset, int length) {
    Arguments.requireGiven(other, "other");
    if (offset < 0 || length < 0 || offset > other.capacity() - length) {
      throw new IllegalUseException(
          "The bytes to compare with do not lie inside of a buffer.",
          "offset",
          offset,
          "length",
          length);
    }
  }

  /** The row may have gone while it was read; see {@link GuardedValues}. */
  private RuntimeException judged(RuntimeException failure) {
    VarHandle.loadLoadFence();
    requireCurrent();
    return failure;
  }

  private void requireCurrent() {
    if (generation != window.generation()) {
      throw new IllegalUseException("The reader has moved; ask it for the view again.");
    }
    window.requirePosition();
  }

  @Override
  public DirectBuffer buffer() {
    requireCurrent();
    return buffer;
  }

  @Override
  public int offset() {
    requireCurrent();
    return offset;
  }

  @Override
  public int length() {
    requireCurrent();
    return length;
  }

  @Override
  public boolean contentEquals(CharSequence text) {
    Arguments.requireGiven(text, "text");
    requireCurrent();
    try {
      return TextBytes.equal(buffer, offset, length, text);
    } catch (RuntimeException e) {
      throw judged(e);
    }
  }

  @Override
  public boolean contentEquals(DirectBuffer other, int otherOffset, int otherLength) {
    requireCurrent();
    requireInside(other, otherOffset, otherLength);
    return length == otherLength && compareTo(other, otherOffset, otherLength) == 0;
  }

  @Override
  public int compareTo(DirectBuffer other, int otherOffset, int otherLength) {
    requireCurrent();
    requireInside(other, otherOffset, otherLength);
    try {
      return UnsignedBytes.compare(buffer, offset, length, other, otherOffset, otherLength);
    } catch (RuntimeException e) {
      throw judged(e);
    }
  }

  @Override
  public void appendTo(StringBuilder text) {
    Arguments.requireGiven(text, "text");
    requireCurrent();
    try {
      if (!Utf8.isValid(buffer, offset, length)) {
        throw new IllegalUseException("The bytes are not text.", "bytes", length);
      }
      Utf8.appendTo(buffer, offset, length, text);
    } catch (RuntimeException e) {
      throw judged(e);
    }
  }

  @Override
  public String toString() {
    requireCurrent();
    try {
      return buffer.getStringWithoutLengthUtf8(offset, length);
    } catch (RuntimeException e) {
      throw judged(e);
    }
  }
}
