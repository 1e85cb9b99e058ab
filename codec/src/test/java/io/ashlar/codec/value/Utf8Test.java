package io.ashlar.codec.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.ConstraintException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

class Utf8Test {

  @Provide
  Arbitrary<String> texts() {
    return TestValues.strings();
  }

  @Provide
  Arbitrary<byte[]> octets() {
    Arbitrary<Byte> borders =
        Arbitraries.of(0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF)
            .map(Integer::byteValue);
    Arbitrary<Byte> leads =
        Arbitraries.of(0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF)
            .map(Integer::byteValue);
    return Arbitraries.oneOf(borders, leads).array(byte[].class).ofMaxSize(12);
  }

  @Property
  void shouldWriteWhatTheJdkWrites(@ForAll("texts") String text) {
    byte[] expected = text.getBytes(StandardCharsets.UTF_8);
    MutableDirectBuffer buffer = Flyweights.wrap(new byte[expected.length]);

    assertThat(Utf8.encodedLength(text)).isEqualTo(expected.length);
    assertThat(Utf8.encode(text, buffer, 0)).isEqualTo(expected.length);
    assertThat(buffer.byteArray()).isEqualTo(expected);

    StringBuilder decoded = new StringBuilder();
    Utf8.appendTo(buffer, 0, expected.length, decoded);
    assertThat(decoded.toString()).isEqualTo(text);
  }

  @Property(tries = 20_000)
  void shouldJudgeBytesAsTheJdkDoes(@ForAll("octets") byte[] octets) {
    assertThat(Utf8.isValid(Flyweights.wrap(octets), 0, octets.length))
        .isEqualTo(jdkAccepts(octets));
  }

  @Test
  void shouldCountCodePointsWhenCharactersHaveAnyLength() {
    Random random = new Random(20_261_130);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      int[] points = {'a', 0x7F, 0x80, 0x7FF, 0x800, 0xFFFD, 0x10000, 0x10FFFF};
      for (int size = random.nextInt(40); size > 0; size--) {
        text.appendCodePoint(points[random.nextInt(points.length)]);
      }
      MutableDirectBuffer buffer = Flyweights.wrap(new byte[256]);
      int offset = random.nextInt(9);
      int bytes = Utf8.encode(text, buffer, offset);
      assertThat(Utf8.codePoints(buffer, offset, bytes))
          .as("%s", text)
          .isEqualTo(text.codePointCount(0, text.length()));
    }
  }

  @Test
  void shouldRefuseTextWhenSurrogateIsUnpaired() {
    MutableDirectBuffer buffer = Flyweights.wrap(new byte[64]);
    for (String text : new String[] {"\ud800", "a\ud800b", "\udc00", "\udc00\ud800", "x\ud83d"}) {
      assertThatThrownBy(() -> Utf8.encodedLength(text)).isInstanceOf(ConstraintException.class);
      assertThatThrownBy(() -> Utf8.encode(text, buffer, 0))
          .isInstanceOf(ConstraintException.class)
          .hasMessageStartingWith("The text holds an unpaired surrogate.");
    }
  }

  @Test
  void shouldPlaceUnpairedSurrogatesByCodePointWhenCompared() {
    // What no text in UTF-8 is equal to stands between those below and above it.
    String[] ordered = {
      "", "a", "\ud7ff\uffff", "\ud800", "\ud83d", "\udc00", "\ue000", "\ud83d\ude00"
    };
    for (int i = 1; i < ordered.length; i++) {
      int order = Arrays.compareUnsigned(comparable(ordered[i - 1]), comparable(ordered[i]));
      assertThat(order).as("text %d", i).isNegative();
    }
    assertThat(comparable("a\ud83d\ude00é"))
        .isEqualTo("a\ud83d\ude00é".getBytes(StandardCharsets.UTF_8));
    byte[] lonely = comparable("a\ud83db");
    assertThat(Utf8.isValid(Flyweights.wrap(lonely), 0, lonely.length)).isFalse();
    assertThat(Utf8.isEncodable("a\ud83db")).isFalse();
    assertThat(Utf8.isEncodable("a\ud83d\ude00b")).isTrue();
  }

  private static byte[] comparable(String text) {
    byte[] bytes = new byte[(int) Utf8.comparableLength(text)];
    assertThat(Utf8.encodeComparable(text, Flyweights.wrap(bytes), 0)).isEqualTo(bytes.length);
    return bytes;
  }

  private static boolean jdkAccepts(byte[] octets) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
