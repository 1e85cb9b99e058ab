package io.ashlar.codec.row;

import io.ashlar.codec.value.Decimals;
import io.ashlar.error.CorruptionException;
import io.ashlar.type.ValueKind;
import org.agrona.DirectBuffer;

/**
 * Establishes what {@link RowView}'s getters rely on: the row is of the layout, the fixed area is
 * there, every variable column lies within the row, a null is empty, and a decimal has a scale and
 * at least one more byte, within its limit.
 */
final class RowCheck {

  private RowCheck() {}

  static void check(RowLayout layout, DirectBuffer buffer, int offset, int length) {
    int version = RowView.layoutVersion(buffer, offset, length);
    if (version != layout.version()) {
      throw new CorruptionException(
          "A row is of another layout.", "version", version, "expected", layout.version());
    }
    if (length < layout.dataOffset() || length > RowFormat.MAX_ROW_BYTES) {
      throw new CorruptionException(
          "The length of a row is out of bounds.",
          "rowBytes",
          length,
          "leastBytes",
          layout.dataOffset());
    }
    checkPadding(layout, buffer, offset);
    checkEnds(layout, buffer, offset, length - layout.dataOffset());
  }

  private static void checkPadding(RowLayout layout, DirectBuffer buffer, int offset) {
    int bits = layout.slots() & 7;
    if (bits != 0 && (buffer.getByte(offset + layout.fixedOffset() - 1) & 0xFF) >>> bits != 0) {
      throw new CorruptionException(
          "A row has null bits without columns.", "slots", layout.slots());
    }
  }

  private static void checkEnds(RowLayout layout, DirectBuffer buffer, int offset, int dataBytes) {
    int start = 0;
    int at = offset + layout.endsOffset();
    for (int i = 0; i < layout.variableCount(); i++, at += RowFormat.END_BYTES) {
      int end = buffer.getInt(at, RowFormat.ORDER);
      if (end < start || end > dataBytes) {
        throw corrupt("A variable column does not lie within its row.", layout, i);
      }
      checkVariable(layout, buffer, offset, i, end - start);
      start = end;
    }
    if (start != dataBytes) {
      throw new CorruptionException(
          "A row has bytes after its last column.", "dataBytes", dataBytes, "lastEnd", start);
    }
  }

  private static void checkVariable(
      RowLayout layout, DirectBuffer buffer, int offset, int ordinal, int bytes) {
    int slot = layout.variableSlot(ordinal);
    int nulls = buffer.getByte(offset + RowFormat.NULLS_OFFSET + (slot >> 3));
    if ((nulls & 1 << (slot & 7)) != 0) {
      if (bytes != 0) {
        throw corrupt("A null in a row has bytes.", layout, ordinal);
      }
    } else if (layout.kind(slot) == ValueKind.DECIMAL
        && (bytes <= RowFormat.SCALE_BYTES
            || bytes > RowFormat.SCALE_BYTES + Decimals.MAX_UNSCALED_BYTES)) {
      throw corrupt("The length of a decimal in a row is out of bounds.", layout, ordinal);
    }
  }

  private static CorruptionException corrupt(String sentence, RowLayout layout, int ordinal) {
    int slot = layout.variableSlot(ordinal);
    return new CorruptionException(
        sentence, "slot", slot, "columnId", layout.columnId(slot), "version", layout.version());
  }
}
