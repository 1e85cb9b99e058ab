package io.ashlar.fuzz.script.condition;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A byte string that is equal by its content.
 *
 * @param hex the bytes, two hexadecimal digits each
 */
public record Bytes(String hex) implements Comparable<Bytes> {

  /**
   * A byte string.
   *
   * @param bytes copied
   * @return the value
   */
  public static Bytes of(byte[] bytes) {
    return new Bytes(HexFormat.of().formatHex(bytes));
  }

  /**
   * The bytes.
   *
   * @return a new array
   */
  public byte[] array() {
    return HexFormat.of().parseHex(hex);
  }

  /** As unsigned bytes, a prefix before what it begins. */
  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(array(), other.array());
  }
}
