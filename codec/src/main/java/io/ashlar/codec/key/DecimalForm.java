package io.ashlar.codec.key;

import io.ashlar.codec.value.Decimals;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;

/**
 * A decimal taken apart for the key: sign, exponent, digits. See the package documentation.
 *
 * <p>The exponent is compared before the digits; with the first digit not 0, the greater exponent
 * is the greater magnitude. The digit pairs are left-aligned, and the end (00) is less than any
 * pair (01 to 64), so the shorter of two numbers with a common beginning is the smaller one.
 */
final class DecimalForm {

  /** Bytes besides the pairs: class, exponent, end. */
  private static final int OVERHEAD_BYTES = 6;

  private final int signum;
  private final int exponent;
  private final String digits;

  private DecimalForm(int signum, int exponent, String digits) {
    this.signum = signum;
    this.exponent = exponent;
    this.digits = digits;
  }

  static DecimalForm of(BigDecimal value) {
    BigDecimal stripped = Decimals.stripped(value);
    String digits = stripped.unscaledValue().abs().toString();
    return new DecimalForm(stripped.signum(), digits.length() - stripped.scale(), digits);
  }

  int encodedLength() {
    return signum == 0 ? 1 : OVERHEAD_BYTES + (digits.length() + 1) / 2;
  }

  /** Writes the form and returns the index after its last byte. */
  int encode(MutableDirectBuffer target, int offset) {
    if (signum == 0) {
      target.putByte(offset, KeyFormat.DECIMAL_ZERO);
      return offset + 1;
    }
    target.putByte(offset, signum > 0 ? KeyFormat.DECIMAL_POSITIVE : KeyFormat.DECIMAL_NEGATIVE);
    int at = offset + 1;
    target.putInt(at, exponent ^ Integer.MIN_VALUE, ByteOrder.BIG_ENDIAN);
    at += Integer.BYTES;
    for (int i = 0; i < digits.length(); i += 2) {
      int low = i + 1 < digits.length() ? digits.charAt(i + 1) - '0' : 0;
      target.putByte(at++, (byte) ((digits.charAt(i) - '0') * 10 + low + 1));
    }
    target.putByte(at++, KeyFormat.DECIMAL_END);
    if (signum < 0) {
      KeyFormat.invert(target, offset + 1, at);
    }
    return at;
  }
}
