package io.ashlar.row;

import org.agrona.DirectBuffer;

/**
 * Bytes in place: a text's UTF-8 or a byte string, owned by a reader and gone when the reader
 * moves. Use after that is an {@link io.ashlar.error.IllegalUseException}. Allocates only where it
 * says so.
 */
public interface ByteView {

  /**
   * The buffer that holds the bytes.
   *
   * @return the buffer; must not be written
   */
  DirectBuffer buffer();

  /**
   * Where the bytes start.
   *
   * @return the index in {@link #buffer()}
   */
  int offset();

  /**
   * How many bytes there are.
   *
   * @return the length
   */
  int length();

  /**
   * Whether the bytes are the UTF-8 form of a text.
   *
   * @param text the text
   * @return true when equal
   */
  boolean contentEquals(CharSequence text);

  /**
   * Whether the bytes are equal to others.
   *
   * @param other holds the others
   * @param offset where they start
   * @param length how many
   * @return true when equal
   */
  boolean contentEquals(DirectBuffer other, int offset, int length);

  /**
   * Compares as unsigned bytes, which for texts is the order of code points.
   *
   * @param other holds the others
   * @param offset where they start
   * @param length how many
   * @return negative, zero or positive
   */
  int compareTo(DirectBuffer other, int offset, int length);

  /**
   * Appends the text.
   *
   * @param text receives it; grows as it must
   */
  void appendTo(StringBuilder text);

  /**
   * The text: allocates.
   *
   * @return the bytes read as UTF-8
   */
  @Override
  String toString();
}
