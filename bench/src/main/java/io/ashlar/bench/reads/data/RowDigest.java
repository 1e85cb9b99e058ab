package io.ashlar.bench.reads.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/**
 * Takes values in any of the forms that engines give them in, and keeps one number that depends on
 * all of them and their order, not on the form.
 *
 * <p>Whole, every byte counts. Otherwise of texts and bytes the length and the last byte count
 * alone, so that what is measured is the engine and not the adding up, and the values are read all
 * the same. Adding allocates nothing but for a text as a String that counts whole. Belongs to one
 * thread.
 */
public final class RowDigest {

  private static final long PRIME = 0x100000001B3L;
  private static final int TURN = 29;

  private final boolean whole;
  private long value;

  /**
   * Begins without values.
   *
   * @param whole whether every byte counts
   */
  public RowDigest(boolean whole) {
    this.whole = whole;
  }

  /**
   * Adds a number.
   *
   * @param number the value
   */
  public void number(long number) {
    value = (Long.rotateLeft(value, TURN) ^ number) * PRIME + 1;
  }

  /**
   * Adds a byte string.
   *
   * @param bytes the value
   */
  public void bytes(byte[] bytes) {
    for (int i = begin(bytes.length); i < bytes.length; i++) {
      number(bytes[i]);
    }
  }

  /**
   * Adds a byte string, or a text as UTF-8.
   *
   * @param buffer holds the bytes
   * @param offset where they start
   * @param length how many
   */
  public void bytes(ByteBuffer buffer, int offset, int length) {
    for (int i = begin(length); i < length; i++) {
      number(buffer.get(offset + i));
    }
  }

  /**
   * Adds a byte string, or a text as UTF-8.
   *
   * @param buffer holds the bytes
   * @param offset where they start
   * @param length how many
   */
  public void bytes(DirectBuffer buffer, int offset, int length) {
    for (int i = begin(length); i < length; i++) {
      number(buffer.getByte(offset + i));
    }
  }

  /**
   * Adds a text. If it does not count whole it must be of ASCII alone.
   *
   * @param text the value
   */
  public void text(String text) {
    if (whole) {
      bytes(text.getBytes(StandardCharsets.UTF_8));
    } else {
      for (int i = begin(text.length()); i < text.length(); i++) {
        number(text.charAt(i));
      }
    }
  }

  /** Adds the length, and tells the index of the first byte that counts. */
  private int begin(int length) {
    number(length);
    return whole ? 0 : Math.max(0, length - 1);
  }

  /**
   * The number, for the values that were added since it was last asked for.
   *
   * @return the same for the same values in the same order
   */
  public long take() {
    long taken = value;
    value = 0;
    return taken;
  }
}
