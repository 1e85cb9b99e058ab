package io.ashlar.codec.key;

import io.ashlar.codec.value.Decimals;
import io.ashlar.error.CorruptionException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Checks the one form of a decimal in a key, and builds the value when it is asked for. */
final class DecimalScanner {

  private DirectBuffer source;
  private int classByte;
  private int exponent;
  private int pairsStart;
  private int pairsEnd;

  /** Inverts the magnitude: the column's inversion, and once more when negative. */
  private int magnitudeMask;

  /**
   * Checks the decimal at {@code offset} and returns the index after it. Does not allocate.
   *
   * @param inversion 0 for ascending bytes, -1 for descending ones
   */
  int scan(DirectBuffer key, int offset, int limit, int inversion) {
    if (offset >= limit) {
      throw corrupt("A decimal in a key does not end.", offset);
    }
    source = key;
    classByte = key.getByte(offset) ^ inversion;
    if (classByte == KeyFormat.DECIMAL_ZERO) {
      return offset + 1;
    }
    if (classByte != KeyFormat.DECIMAL_NEGATIVE && classByte != KeyFormat.DECIMAL_POSITIVE) {
      throw corrupt("A decimal in a key has an unknown class.", offset);
    }
    magnitudeMask = classByte == KeyFormat.DECIMAL_NEGATIVE ? ~inversion : inversion;
    if (limit - offset < 1 + Integer.BYTES) {
      throw corrupt("A decimal in a key does not end.", offset);
    }
    exponent = key.getInt(offset + 1, ByteOrder.BIG_ENDIAN) ^ magnitudeMask ^ Integer.MIN_VALUE;
    if (exponent > Decimals.MAX_EXPONENT || exponent < -Decimals.MAX_EXPONENT) {
      throw corrupt("The exponent of a decimal in a key is out of bounds.", offset);
    }
    pairsStart = offset + 1 + Integer.BYTES;
    pairsEnd = scanPairs(limit);
    return pairsEnd + 1;
  }

  /** The value scanned last, without trailing zeros. */
  BigDecimal value() {
    if (classByte == KeyFormat.DECIMAL_ZERO) {
      return BigDecimal.ZERO;
    }
    StringBuilder digits = new StringBuilder(2 * (pairsEnd - pairsStart));
    for (int at = pairsStart; at < pairsEnd; at++) {
      int pair = pairAt(at);
      digits.append((char) ('0' + pair / 10)).append((char) ('0' + pair % 10));
    }
    if (pairAt(pairsEnd - 1) % 10 == 0) {
      digits.setLength(digits.length() - 1);
    }
    BigInteger unscaled = new BigInteger(digits.toString());
    BigDecimal magnitude = new BigDecimal(unscaled, digits.length() - exponent);
    return classByte == KeyFormat.DECIMAL_NEGATIVE ? magnitude.negate() : magnitude;
  }

  private int scanPairs(int limit) {
    int at = pairsStart;
    for (; at < limit; at++) {
      int pair = pairAt(at);
      if (pair == -1) {
        requireCanonical(at);
        return at;
      }
      if (pair < 0 || pair > 99) {
        throw corrupt("A digit of a decimal in a key is out of range.", at);
      }
    }
    throw corrupt("A decimal in a key does not end.", at);
  }

  private void requireCanonical(int end) {
    int pairs = end - pairsStart;
    if (pairs == 0 || 2 * pairs > Decimals.MAX_DIGITS) {
      throw corrupt("The number of digits of a decimal in a key is out of bounds.", end);
    }
    if (pairAt(pairsStart) < 10 || pairAt(end - 1) == 0) {
      throw corrupt("A decimal in a key has superfluous zeros.", end);
    }
  }

  /** The two digits at a position, as a number; -1 for the end. */
  private int pairAt(int at) {
    return ((source.getByte(at) ^ magnitudeMask) & 0xFF) - 1;
  }

  private static CorruptionException corrupt(String sentence, int position) {
    return new CorruptionException(sentence, "position", position);
  }
}
