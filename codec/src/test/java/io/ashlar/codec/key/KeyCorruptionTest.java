package io.ashlar.codec.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.codec.key.KeyColumns.Column;
import io.ashlar.codec.key.KeyColumns.Pair;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.type.ValueKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the bytes are, the decoder gives valid values or says that they are corrupt. */
class KeyCorruptionTest {

  @Provide
  Arbitrary<Pair> keys() {
    return KeyColumns.singles();
  }

  @Provide
  Arbitrary<List<Column>> columns() {
    return KeyColumns.columns();
  }

  @Property(tries = 1_000)
  void shouldNotDecodeWhenAnyTailIsMissing(@ForAll("keys") Pair pair) {
    byte[] key = KeyColumns.encode(pair.columns(), pair.first());
    for (int length = 0; length < key.length; length++) {
      byte[] cut = Arrays.copyOf(key, length);
      assertThat(decodes(pair.columns(), cut)).as("%d of %d bytes", length, key.length).isFalse();
    }
  }

  @Property(tries = 5_000)
  void shouldDecodeOrThrowCorruptionWhenBytesAreChanged(
      @ForAll("keys") Pair pair, @ForAll long seed) {
    Random random = new Random(seed);
    byte[] key = KeyColumns.encode(pair.columns(), pair.first());
    for (int round = 0; round < 8; round++) {
      byte[] changed = key.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        changed[random.nextInt(key.length)] = anyByte(random);
      }
      decodes(pair.columns(), changed);
    }
  }

  @Property(tries = 5_000)
  void shouldDecodeOrThrowCorruptionWhenBytesAreGarbage(
      @ForAll("columns") List<Column> columns, @ForAll long seed) {
    Random random = new Random(seed);
    byte[] garbage = new byte[random.nextInt(80)];
    for (int i = 0; i < garbage.length; i++) {
      garbage[i] = anyByte(random);
    }
    if (garbage.length > 0) {
      garbage[0] = (byte) (columns.get(0).descending() ? 0xFE : 0x01);
    }
    decodes(columns, garbage);
  }

  @ParameterizedTest
  @CsvSource({
    "BOOLEAN, 0102, value out of range",
    "BOOLEAN, 02, unknown marker",
    "DOUBLE, 017FFFFFFFFFFFFFFF, negative zero",
    "DOUBLE, 01FFF8000000000001, another NaN",
    "DOUBLE, 010007FFFFFFFFFFFF, a NaN with its sign set",
    "STRING, 01C3280001, not UTF-8",
    "STRING, 01EDA0800001, a surrogate",
    "STRING, 0161, no terminator",
    "BYTES, 0100020001, a bad escape",
    "BYTES, 0100, half a terminator",
    "DECIMAL, 0104, unknown class",
    "DECIMAL, 01038000000100, no digits",
    "DECIMAL, 0103800000010200, a leading zero",
    "DECIMAL, 010380000001330100, trailing zeros",
    "DECIMAL, 0103800000016500, a pair over 99",
    "DECIMAL, 010380000001 33, no end",
    "DECIMAL, 0103FFFFFFFF3300, exponent out of bounds",
    "UUID, 0100000000000000000000, half a UUID",
  })
  void shouldThrowCorruptionWhenFormIsNotTheEncoders(ValueKind kind, String hex, String what) {
    byte[] key = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThat(decodes(List.of(new Column(kind, false)), key)).as(what).isFalse();
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) ~key[i];
    }
    assertThat(decodes(List.of(new Column(kind, true)), key)).as("descending %s", what).isFalse();
  }

  @Test
  void shouldThrowCorruptionWhenNullStandsWhereAValueIsRead() {
    KeyEncoder encoder = new KeyEncoder().resetEmpty().putNull(false);
    KeyDecoder decoder = new KeyDecoder().wrap(encoder.buffer(), 0, encoder.length());
    assertThatThrownBy(() -> decoder.nextLong(false)).isInstanceOf(CorruptionException.class);
  }

  @Test
  void shouldRefuseRangeWhenNotWithinTheBuffer() {
    MutableDirectBuffer buffer = Flyweights.wrap(new byte[8]);
    KeyDecoder decoder = new KeyDecoder();
    assertThatThrownBy(() -> decoder.wrap(buffer, 1, 8)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> decoder.wrap(buffer, -1, 2)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> decoder.wrap(buffer, 0, -1)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> decoder.wrap(buffer, 9, 0)).isInstanceOf(IllegalUseException.class);
  }

  private static byte anyByte(Random random) {
    byte[] tricky = {0, 1, 2, 3, (byte) 0xFF, (byte) 0xFE, (byte) 0xFC, (byte) 0x80, 0x7F};
    return random.nextBoolean() ? tricky[random.nextInt(tricky.length)] : (byte) random.nextInt();
  }

  /** True when the key decodes; then the values encode to the same bytes, as strictness demands. */
  private static boolean decodes(List<Column> columns, byte[] key) {
    List<Object> values = new ArrayList<>();
    KeyDecoder decoder = new KeyDecoder().wrap(Flyweights.wrap(key), 0, key.length);
    try {
      for (Column column : columns) {
        values.add(KeyColumns.next(decoder, column));
      }
    } catch (CorruptionException expected) {
      return false;
    }
    // An INT or FLOAT column may hold the wider value, which the test's narrow types cannot show.
    boolean narrow =
        columns.stream().anyMatch(c -> c.kind() == ValueKind.INT || c.kind() == ValueKind.FLOAT);
    if (!narrow) {
      assertThat(KeyColumns.encode(columns, values))
          .isEqualTo(Arrays.copyOf(key, decoder.position()));
    }
    return true;
  }
}
