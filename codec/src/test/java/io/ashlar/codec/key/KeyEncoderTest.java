package io.ashlar.codec.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeyEncoderTest {

  private final KeyEncoder encoder = new KeyEncoder();

  @Test
  void shouldWriteTheExampleOfThePackageDocumentation() {
    encoder.reset(7).putLong(5, false).putString("a\0b", false).putLong(5, true);
    encoder.putDecimal(new BigDecimal("-12.5"), false);
    assertThat(HexFormat.of().withUpperCase().formatHex(KeyColumns.bytes(encoder)))
        .isEqualTo(
            "00000007"
                + "018000000000000005"
                + "016100FF620001"
                + "FE7FFFFFFFFFFFFFFA"
                + "01017FFFFFFDF2CCFF");
  }

  @Test
  void shouldWriteOneFormWhenDecimalsAreEqual() {
    byte[] expected = KeyColumns.bytes(encoder.resetEmpty().putDecimal(new BigDecimal("1"), false));
    for (String same : new String[] {"1.0", "1.000", "10E-1", "0.1E1"}) {
      encoder.resetEmpty().putDecimal(new BigDecimal(same), false);
      assertThat(KeyColumns.bytes(encoder)).as(same).isEqualTo(expected);
    }
  }

  @Test
  void shouldBeDirectWhenHandedToTheStorageEngine() {
    assertThat(encoder.buffer().byteBuffer().isDirect()).isTrue();
    assertThat(encoder.buffer().wrapAdjustment()).isZero();
  }

  @Test
  void shouldAcceptUtf8WhenWellFormed() {
    byte[] text = "a\0é".getBytes(StandardCharsets.UTF_8);
    encoder.resetEmpty().putUtf8(Flyweights.wrap(text), 0, text.length, true);
    byte[] asUtf8 = KeyColumns.bytes(encoder);
    encoder.resetEmpty().putString("a\0é", true);
    assertThat(asUtf8).isEqualTo(KeyColumns.bytes(encoder));
    assertThatThrownBy(
            () -> encoder.putUtf8(Flyweights.wrap(new byte[] {(byte) 0xC0}), 0, 1, false))
        .isInstanceOf(ConstraintException.class);
  }

  @Test
  void shouldKeepTheKeyWhenAPutIsRefused() {
    encoder.reset(1).putString("kept", false);
    byte[] before = KeyColumns.bytes(encoder);
    assertThatThrownBy(() -> encoder.putString("half \ud800", false))
        .isInstanceOf(ConstraintException.class);
    assertThatThrownBy(() -> encoder.putBytes(new byte[9000], false))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageStartingWith("The key is longer than the limit.");
    assertThatThrownBy(() -> encoder.putBytes(new byte[6000], false))
        .as("escapes count")
        .isInstanceOf(LimitExceededException.class);
    assertThat(KeyColumns.bytes(encoder)).isEqualTo(before);
  }

  @Test
  void shouldFillTheKeyToTheLimitAndNoFurther() {
    int text = KeyEncoder.MAX_KEY_BYTES - 4 - 3;
    encoder.reset(1).putString("x".repeat(text), false);
    assertThat(encoder.length()).isEqualTo(KeyEncoder.MAX_KEY_BYTES);
    assertThatThrownBy(() -> encoder.putNull(false)).isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> encoder.reset(1).putString("x".repeat(text + 1), false))
        .isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> encoder.reset(1).putString("é".repeat(text), true))
        .isInstanceOf(LimitExceededException.class);
    encoder.reset(1).putString("é".repeat(text / 2), true);
    assertThat(encoder.length()).isLessThanOrEqualTo(KeyEncoder.MAX_KEY_BYTES);
    encoder.resetEmpty().putBytes(new byte[(KeyEncoder.MAX_KEY_BYTES - 3) / 2], false);
    assertThat(encoder.length()).isEqualTo(KeyEncoder.MAX_KEY_BYTES - 1);
  }

  @Test
  void shouldRefuseDecimalWhenOutOfBounds() {
    BigDecimal most = new BigDecimal(BigInteger.TEN.pow(1000).subtract(BigInteger.ONE));
    encoder.resetEmpty().putDecimal(most, false);
    encoder.putDecimal(most.scaleByPowerOfTen(99_000), false);
    encoder.putDecimal(new BigDecimal("1E+99999"), true);
    encoder.putDecimal(new BigDecimal("1E-100001"), true);
    encoder.putDecimal(new BigDecimal(BigInteger.TEN.pow(2000)), true);
    encoder.putDecimal(new BigDecimal(BigInteger.ZERO, Integer.MIN_VALUE), true);
    for (BigDecimal tooMuch :
        new BigDecimal[] {
          most.add(new BigDecimal("0.1")),
          new BigDecimal("1E+100000"),
          new BigDecimal("1E-100002"),
          new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE),
          new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
          new BigDecimal(BigInteger.ONE.shiftLeft(8_000_000)),
        }) {
      assertThatThrownBy(() -> encoder.putDecimal(tooMuch, false))
          .isInstanceOf(LimitExceededException.class);
    }
  }

  @Test
  void shouldRewriteTheTailWhenTruncated() {
    encoder.reset(1).putLong(1, false);
    int mark = encoder.length();
    encoder.putLong(2, false).truncate(mark).putLong(3, false);
    byte[] rewritten = KeyColumns.bytes(encoder);
    encoder.reset(1).putLong(1, false).putLong(3, false);
    assertThat(rewritten).isEqualTo(KeyColumns.bytes(encoder));
    assertThatThrownBy(() -> encoder.truncate(encoder.length() + 1))
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> encoder.truncate(-1)).isInstanceOf(IllegalUseException.class);
  }

  @Test
  void shouldAppendEncodedColumnsWhenRaw() {
    KeyEncoder primary = new KeyEncoder().resetEmpty().putLong(9, true);
    encoder.reset(2).putString("x", false).putRaw(primary.buffer(), 0, primary.length());
    byte[] composed = KeyColumns.bytes(encoder);
    encoder.reset(2).putString("x", false).putLong(9, true);
    assertThat(composed).isEqualTo(KeyColumns.bytes(encoder));
  }

  @Test
  void shouldViewTheKeyItselfWhenBytesAreAscendingWithoutEscapes() {
    encoder.reset(1).putString("plain", false).putString("plain", true).putString("\0", false);
    KeyDecoder decoder = new KeyDecoder().wrap(encoder.buffer(), 4, encoder.length() - 4);
    decoder.nextUtf8(false);
    assertThat(decoder.bytesBuffer()).isSameAs(encoder.buffer());
    assertThat(decoder.bytesOffset()).isEqualTo(5);
    assertThat(decoder.nextString(true)).isEqualTo("plain");
    assertThat(decoder.nextString(false)).isEqualTo("\0");
  }
}
