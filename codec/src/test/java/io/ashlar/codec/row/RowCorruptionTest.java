package io.ashlar.codec.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.row.RowModel.Sample;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.type.ValueKind;
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

/** Whatever the bytes are, a view gives values from within the row or says that it is corrupt. */
class RowCorruptionTest {

  @Provide
  Arbitrary<Sample> samples() {
    return RowModel.samples();
  }

  @Property(tries = 1_000)
  void shouldThrowCorruptionWhenAnyTailIsMissing(@ForAll("samples") Sample sample) {
    byte[] row = write(sample);
    for (int length = 0; length < row.length; length++) {
      assertThat(reads(sample.layout(), Arrays.copyOf(row, length))).isFalse();
    }
    assertThat(reads(sample.layout(), Arrays.copyOf(row, row.length + 1))).isFalse();
    assertThat(reads(sample.layout(), row)).isTrue();
  }

  @Property(tries = 5_000)
  void shouldReadOrThrowCorruptionWhenBytesAreChanged(
      @ForAll("samples") Sample sample, @ForAll long seed) {
    Random random = new Random(seed);
    byte[] row = write(sample);
    for (int round = 0; round < 8; round++) {
      byte[] changed = row.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        changed[random.nextInt(row.length)] = (byte) random.nextInt();
      }
      reads(sample.layout(), changed);
    }
  }

  @Property(tries = 5_000)
  void shouldReadOrThrowCorruptionWhenBytesAreGarbage(
      @ForAll("samples") Sample sample, @ForAll long seed) {
    Random random = new Random(seed);
    byte[] garbage = new byte[random.nextInt(200)];
    random.nextBytes(garbage);
    byte[] head = {RowFormat.FORMAT, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0};
    System.arraycopy(head, 0, garbage, 0, Math.min(head.length, garbage.length));
    reads(sample.layout(), garbage);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 02, an unknown format",
    "9, 04, another layout version",
    "11, 14, a null bit without a column",
    "24, 0B, an end beyond the row",
    "27, FF, a negative end",
    "28, 07, a last end before the row's",
    "12, 02, a value that does not fit the slot",
  })
  void shouldThrowCorruptionWhenStructureIsBroken(int index, String hex, String what) {
    byte[] row = HexFormat.of().parseHex(RowWriterTest.EXAMPLE);
    row[index] = HexFormat.of().parseHex(hex)[0];
    boolean reads = reads(RowWriterTest.EXAMPLE_LAYOUT, row);
    // An INT is any four bytes: the last case is the control, so that the test can fail.
    assertThat(reads).as(what).isEqualTo(index == 12);
  }

  @Test
  void shouldThrowCorruptionWhenNullHasBytes() {
    byte[] row = HexFormat.of().parseHex(RowWriterTest.EXAMPLE);
    row[RowFormat.NULLS_OFFSET] |= 2;
    assertThat(reads(RowWriterTest.EXAMPLE_LAYOUT, row)).isFalse();
  }

  @Test
  void shouldRefuseRangeWhenNotWithinTheBuffer() {
    MutableDirectBuffer buffer = Flyweights.wrap(new byte[20]);
    RowLayout layout = RowModel.layout(1, List.of(ValueKind.INT));
    RowView view = new RowView();
    assertThatThrownBy(() -> view.wrap(layout, buffer, 5, 16))
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> view.wrap(layout, buffer, 0, -1))
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> view.isNull(0)).isInstanceOf(IllegalUseException.class);
  }

  private static byte[] write(Sample sample) {
    try (BufferPool pool = new BufferPool(0);
        RowWriter writer = new RowWriter(pool)) {
      RowModel.write(writer, sample);
      return RowModel.bytes(writer);
    }
  }

  /** True when every column can be read. */
  private static boolean reads(RowLayout layout, byte[] row) {
    RowView view = new RowView();
    MutableDirectBuffer buffer = Flyweights.wrap(row);
    try {
      view.wrap(layout, buffer, 0, row.length);
      for (int slot = 0; slot < layout.slots(); slot++) {
        RowModel.get(view, slot);
        if (layout.kind(slot).isVariable() && !view.isNull(slot)) {
          int start = view.bytesOffset(slot);
          assertThat(start).isBetween(layout.dataOffset(), row.length);
          assertThat(view.bytesLength(slot)).isBetween(0, row.length - start);
        }
      }
      return true;
    } catch (CorruptionException expected) {
      return false;
    }
  }
}
