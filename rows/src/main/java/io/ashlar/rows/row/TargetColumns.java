package io.ashlar.rows.row;

import io.ashlar.argument.Arguments;
import io.ashlar.query.Column;
import io.ashlar.row.RowTarget;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.type.ValueKind;
import java.util.BitSet;

/** The columns of a {@link RowTarget}, found in a table for all rows that a window shows of it. */
final class TargetColumns {

  private final RowTarget target;
  private final TableDefinition table;
  private final BitSet selected;
  private final Column[] columns;
  private final int[] ordinals;

  /** Which of them are words as they are stored: most are. */
  private final boolean[] words;

  /** Finds them; refused as getters refuse them. */
  TargetColumns(RowTarget target, TableDefinition table, BitSet selected) {
    this.target = Arguments.given(target, "target");
    this.table = table;
    this.selected = selected;
    this.columns = target.columns().toArray(Column[]::new);
    this.ordinals = new int[columns.length];
    this.words = new boolean[columns.length];
    for (int i = 0; i < columns.length; i++) {
      ordinals[i] = RowWindow.ordinalIn(table, selected, columns[i]);
      words[i] = isStoredWord(columns[i].type().kind());
    }
  }

  private static boolean isStoredWord(ValueKind kind) {
    return switch (kind) {
      case BOOLEAN, LONG, TIME, TIMESTAMP -> true;
      default -> false;
    };
  }

  /** Whether they are those of a target, in a definition of its table, of which some are read. */
  @SuppressWarnings("ReferenceEquality") // each opening of a window may bring others
  boolean areOf(RowTarget other, TableDefinition definition, BitSet read) {
    return target == other && table == definition && selected == read;
  }

  /** Gives the target the values of a row. */
  void read(GuardedValues row, long before) {
    for (int i = 0; i < ordinals.length; i++) {
      if (row.isNull(before, ordinals[i])) {
        target.putNull(i);
      } else if (words[i]) {
        target.putWord(i, row.word(before, ordinals[i]));
      } else {
        read(row, before, i, ordinals[i]);
      }
    }
  }

  private void read(GuardedValues row, long before, int number, int ordinal) {
    Column column = columns[number];
    switch (column.type().kind()) {
      case INT, DATE -> target.putWord(number, row.narrow(before, column, ordinal));
      case FLOAT -> target.putReal(number, row.single(before, column, ordinal));
      case DOUBLE -> target.putReal(number, row.real(before, ordinal));
      case DECIMAL -> readDecimal(row, before, number, ordinal);
      case STRING, BYTES ->
          target.putBytes(
              number,
              row.bytesBuffer(before, ordinal),
              row.bytesOffset(before, ordinal),
              row.bytesLength(before, ordinal));
      case UUID ->
          target.putUuid(number, row.uuidHigh(before, ordinal), row.uuidLow(before, ordinal));
      default -> target.putWord(number, row.word(before, ordinal));
    }
  }

  private void readDecimal(GuardedValues row, long before, int number, int ordinal) {
    Column column = columns[number];
    if (RowTarget.isWord(column.type())) {
      target.putWord(number, row.unscaled(before, column, ordinal));
    } else {
      target.putDecimal(number, row.decimal(before, column, ordinal));
    }
  }
}
