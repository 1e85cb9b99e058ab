package io.ashlar.codec.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.ClosedException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.type.ValueKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RowWriterTest {

  /** The example of the package documentation. */
  static final String EXAMPLE =
      "01"
          + "0000000000000000"
          + "0300"
          + "04"
          + "07000000"
          + "0000000000000000"
          + "0200000008000000"
          + "6162"
          + "02000000FF6A";

  static final RowLayout EXAMPLE_LAYOUT =
      RowModel.layout(
          3, List.of(ValueKind.INT, ValueKind.STRING, ValueKind.LONG, ValueKind.DECIMAL));

  private final BufferPool pool = new BufferPool(1 << 20);
  private final RowWriter writer = new RowWriter(pool);
  private final RowView view = new RowView();

  @AfterEach
  void close() {
    writer.close();
    writer.close();
    assertThat(pool.outstanding()).isZero();
    pool.close();
  }

  @Test
  void shouldWriteTheExampleOfThePackageDocumentation() {
    writer.begin(EXAMPLE_LAYOUT);
    writer.setDecimal(3, new BigDecimal("-1.50"));
    writer.setString(1, "ab");
    writer.setInt(0, 7);
    writer.finish();
    assertThat(HexFormat.of().withUpperCase().formatHex(RowModel.bytes(writer))).isEqualTo(EXAMPLE);
  }

  @Test
  void shouldCarryTheCommitTimestampWhenStamped() {
    writer.begin(EXAMPLE_LAYOUT);
    int length = writer.finish();
    RowFormat.stamp(writer.buffer(), 0, 0x1122334455667788L);
    assertThat(RowFormat.stampOf(writer.buffer(), 0)).isEqualTo(0x1122334455667788L);
    assertThat(writer.buffer().getByte(RowFormat.STAMP_OFFSET)).isEqualTo((byte) 0x88);
    view.wrap(EXAMPLE_LAYOUT, writer.buffer(), 0, length);
    assertThat(view.stamp()).isEqualTo(0x1122334455667788L);
  }

  @Test
  void shouldBeDirectWhenHandedToTheStorageEngine() {
    writer.begin(EXAMPLE_LAYOUT);
    MutableDirectBuffer before = writer.buffer();
    writer.setString(1, "x".repeat(100_000));
    writer.finish();
    assertThat(writer.buffer()).isSameAs(before);
    assertThat(writer.buffer().byteBuffer().isDirect()).isTrue();
    assertThat(writer.buffer().wrapAdjustment()).isZero();
  }

  @Test
  void shouldHoldTheMostColumnsWhenAllAreVariable() {
    RowLayout most =
        RowModel.layout(65535, Collections.nCopies(RowLayout.MAX_SLOTS, ValueKind.STRING));
    writer.begin(most);
    for (int slot = most.slots() - 1; slot >= 0; slot--) {
      writer.setString(slot, "v" + slot);
    }
    view.wrap(most, writer.buffer(), 0, writer.finish());
    for (int slot = 0; slot < most.slots(); slot++) {
      assertThat(view.getString(slot)).isEqualTo("v" + slot);
    }
  }

  @Test
  void shouldRefuseTheRowWhenOverTheLimitAndKeepTheFormerValue() {
    RowLayout layout = RowModel.layout(1, List.of(ValueKind.BYTES, ValueKind.BYTES));
    byte[] half = new byte[RowFormat.MAX_ROW_BYTES / 2];
    writer.begin(layout);
    writer.setBytes(0, half);
    writer.setBytes(1, new byte[] {1});
    assertThatThrownBy(() -> writer.setBytes(1, half))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageStartingWith("The row is longer than the limit.");
    view.wrap(layout, writer.buffer(), 0, writer.finish());
    assertThat(view.bytesLength(1)).isEqualTo(1);

    byte[] rest = new byte[half.length - layout.dataOffset()];
    rest[rest.length - 1] = 7;
    writer.setBytes(1, rest);
    assertThat(writer.finish()).isEqualTo(RowFormat.MAX_ROW_BYTES);
    view.wrap(layout, writer.buffer(), 0, writer.length());
    assertThat(writer.buffer().getByte(writer.length() - 1)).isEqualTo((byte) 7);
  }

  @Test
  void shouldStayWithinTwiceTheLimitWhenAValueIsSetAgainAndAgain() {
    RowLayout layout = RowModel.layout(1, List.of(ValueKind.BYTES, ValueKind.BYTES));
    byte[] mebibyte = new byte[1 << 20];
    writer.begin(layout);
    writer.setBytes(1, new byte[] {42});
    for (int i = 0; i < 100; i++) {
      mebibyte[0] = (byte) i;
      writer.setBytes(0, mebibyte);
    }
    assertThat(writer.buffer().capacity()).isLessThanOrEqualTo(64 << 20);
    view.wrap(layout, writer.buffer(), 0, writer.finish());
    assertThat(view.buffer().getByte(view.bytesOffset(0))).isEqualTo((byte) 99);
    assertThat(view.buffer().getByte(view.bytesOffset(1))).isEqualTo((byte) 42);
  }

  @Test
  void shouldKeepTheRowWhenTextIsRefused() {
    writer.begin(EXAMPLE_LAYOUT);
    writer.setString(1, "kept");
    assertThatThrownBy(() -> writer.setString(1, "\udc00")).isInstanceOf(ConstraintException.class);
    assertThatThrownBy(() -> writer.setUtf8(1, Flyweights.wrap(new byte[] {(byte) 0xFF}), 0, 1))
        .isInstanceOf(ConstraintException.class);
    byte[] utf8 = "é".getBytes(StandardCharsets.UTF_8);
    view.wrap(EXAMPLE_LAYOUT, writer.buffer(), 0, writer.finish());
    assertThat(view.getString(1)).isEqualTo("kept");
    writer.setUtf8(1, Flyweights.wrap(utf8), 0, utf8.length);
    view.wrap(EXAMPLE_LAYOUT, writer.buffer(), 0, writer.finish());
    assertThat(view.getString(1)).isEqualTo("é");
  }

  @Test
  void shouldRefuseDecimalWhenOutOfBounds() {
    writer.begin(EXAMPLE_LAYOUT);
    BigDecimal most = new BigDecimal(BigInteger.TEN.pow(1000).subtract(BigInteger.ONE));
    writer.setDecimal(3, most.negate());
    view.wrap(EXAMPLE_LAYOUT, writer.buffer(), 0, writer.finish());
    assertThat(view.decimal(3)).isEqualTo(most.negate());
    for (BigDecimal tooMuch :
        new BigDecimal[] {
          most.add(BigDecimal.ONE),
          new BigDecimal("1E+100000"),
          new BigDecimal(BigInteger.ZERO, Integer.MAX_VALUE),
          new BigDecimal(BigInteger.ONE.shiftLeft(8_000_000)),
        }) {
      assertThatThrownBy(() -> writer.setDecimal(3, tooMuch))
          .isInstanceOf(LimitExceededException.class);
    }
  }

  @Test
  void shouldRefuseCallsWhenTheyDoNotFitTheLayout() {
    assertThatThrownBy(() -> writer.setNull(0)).isInstanceOf(IllegalUseException.class);
    writer.begin(EXAMPLE_LAYOUT);
    assertThatThrownBy(writer::length).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> writer.setLong(0, 1)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> writer.setInt(2, 1)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> writer.setBytes(1, new byte[1]))
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> writer.setInt(4, 1)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> writer.setInt(-1, 1)).isInstanceOf(IllegalUseException.class);
    view.wrap(EXAMPLE_LAYOUT, writer.buffer(), 0, writer.finish());
    assertThatThrownBy(() -> view.word(0))
        .isInstanceOf(IllegalUseException.class)
        .hasMessageStartingWith("The column is null in this row.");
    assertThatThrownBy(() -> view.bytesOffset(1)).isInstanceOf(IllegalUseException.class);
    writer.setInt(0, -5);
    view.wrap(EXAMPLE_LAYOUT, writer.buffer(), 0, writer.finish());
    assertThatThrownBy(() -> view.real(0)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> view.bytesLength(0)).isInstanceOf(IllegalUseException.class);
    assertThat(view.word(0)).as("an INT read as a long").isEqualTo(-5);
  }

  @Test
  void shouldRefuseToCopyWhenKindsDoNotMatch() {
    writer.begin(EXAMPLE_LAYOUT);
    writer.setInt(0, 1);
    view.wrap(EXAMPLE_LAYOUT, writer.buffer(), 0, writer.finish());
    try (RowWriter other = new RowWriter(pool)) {
      other.begin(EXAMPLE_LAYOUT);
      assertThatThrownBy(() -> other.copyFrom(view, 2, 0))
          .as("a LONG does not fit an INT, though it is null here")
          .isInstanceOf(IllegalUseException.class);
      other.copyFrom(view, 0, 2);
      assertThat(other.isSet(2)).isTrue();
    }
  }

  @Test
  void shouldRefuseUseWhenClosed() {
    RowWriter closed = new RowWriter(pool);
    closed.begin(EXAMPLE_LAYOUT);
    closed.close();
    assertThatThrownBy(() -> closed.begin(EXAMPLE_LAYOUT)).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> closed.setInt(0, 1)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(closed::finish).isInstanceOf(IllegalUseException.class);
  }
}
