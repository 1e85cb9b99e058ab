package io.ashlar.codec.row;

import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaException;
import io.ashlar.type.ValueKind;
import java.util.Arrays;
import org.agrona.collections.Int2IntHashMap;

/**
 * Which columns a row has, in which order, and therefore where each one is. Immutable, thread-safe;
 * one is made for each version of a table's schema and lives as long as the table.
 *
 * <pre>{@code
 * RowLayout layout =
 *     RowLayout.of(1, new int[] {10, 11}, new ValueKind[] {ValueKind.LONG, ValueKind.STRING});
 * layout.slotOf(11); // 1
 * }</pre>
 */
public final class RowLayout {

  /** The largest number of columns in a row. */
  public static final int MAX_SLOTS = 1024;

  /** What {@link #slotOf} gives for a column that the layout does not have. */
  public static final int ABSENT = -1;

  private final int version;
  private final int[] columnIds;
  private final ValueKind[] kinds;
  private final Int2IntHashMap slotByColumnId = new Int2IntHashMap(ABSENT);

  /** By slot: the offset in the row of a fixed column, or the ordinal of a variable one. */
  private final int[] places;

  /** By ordinal of the variable column: its slot. */
  private final int[] variableSlots;

  private final int fixedOffset;
  private final int endsOffset;

  private RowLayout(int version, int[] columnIds, ValueKind[] kinds) {
    this.version = version;
    this.columnIds = columnIds;
    this.kinds = kinds;
    int slots = kinds.length;
    this.places = new int[slots];
    int[] variables = new int[slots];
    int variableCount = 0;
    this.fixedOffset = RowFormat.NULLS_OFFSET + (slots + 7) / 8;
    int offset = fixedOffset;
    for (int slot = 0; slot < slots; slot++) {
      if (slotByColumnId.put(columnIds[slot], slot) != ABSENT) {
        throw new SchemaException("A column id is given twice.", "columnId", columnIds[slot]);
      }
      if (kinds[slot].isVariable()) {
        places[slot] = variableCount;
        variables[variableCount++] = slot;
      } else {
        places[slot] = offset;
        offset += kinds[slot].fixedSize();
      }
    }
    this.variableSlots = Arrays.copyOf(variables, variableCount);
    this.endsOffset = offset;
  }

  /**
   * A layout of columns in the order given.
   *
   * @param version the layout version that its rows carry, 0 to {@link RowFormat#MAX_VERSION}
   * @param columnIds the column ids, each once; copied; may be empty
   * @param kinds the kind of each column; copied; as many as column ids
   * @return the layout
   * @throws SchemaException if the arrays differ in length or a column id is given twice
   * @throws LimitExceededException if there are over {@link #MAX_SLOTS} columns or the version is
   *     out of bounds
   */
  public static RowLayout of(int version, int[] columnIds, ValueKind[] kinds) {
    if (columnIds.length != kinds.length) {
      throw new SchemaException(
          "Column ids and kinds differ in number.",
          "columnIds",
          columnIds.length,
          "kinds",
          kinds.length);
    }
    if (kinds.length > MAX_SLOTS) {
      throw new LimitExceededException(
          "The row has more columns than the limit.", "columns", kinds.length, "limit", MAX_SLOTS);
    }
    if (version < 0 || version > RowFormat.MAX_VERSION) {
      throw new LimitExceededException(
          "The layout version is out of bounds.",
          "version",
          version,
          "limit",
          RowFormat.MAX_VERSION);
    }
    return new RowLayout(version, columnIds.clone(), kinds.clone());
  }

  /**
   * The version that rows of this layout carry.
   *
   * @return 0 to {@link RowFormat#MAX_VERSION}
   */
  public int version() {
    return version;
  }

  /**
   * The number of columns.
   *
   * @return 0 to {@link #MAX_SLOTS}; slots count from 0
   */
  public int slots() {
    return kinds.length;
  }

  /**
   * The kind of a column.
   *
   * @param slot its slot
   * @return the kind
   * @throws IllegalUseException if there is no such slot
   */
  public ValueKind kind(int slot) {
    requireSlot(slot);
    return kinds[slot];
  }

  /**
   * The id of a column.
   *
   * @param slot its slot
   * @return the id
   * @throws IllegalUseException if there is no such slot
   */
  public int columnId(int slot) {
    requireSlot(slot);
    return columnIds[slot];
  }

  /**
   * Where a column is in this layout. O(1), does not allocate.
   *
   * @param columnId its id
   * @return its slot, or {@link #ABSENT}
   */
  public int slotOf(int columnId) {
    return slotByColumnId.get(columnId);
  }

  /** By name, kind and place, for error messages and tests. */
  @Override
  public String toString() {
    return "RowLayout{version="
        + version
        + ", columnIds="
        + Arrays.toString(columnIds)
        + ", kinds="
        + Arrays.toString(kinds)
        + '}';
  }

  /** Where in the row a fixed column is. */
  int fixedOffsetOf(int slot) {
    return places[slot];
  }

  /** Which of the variable columns a variable column is. */
  int ordinalOf(int slot) {
    return places[slot];
  }

  /** The slot of a variable column. */
  int variableSlot(int ordinal) {
    return variableSlots[ordinal];
  }

  int variableCount() {
    return variableSlots.length;
  }

  /** Where the fixed area starts, which is where the null bits end. */
  int fixedOffset() {
    return fixedOffset;
  }

  /** Where the table of ends starts. */
  int endsOffset() {
    return endsOffset;
  }

  /** Where the bytes of the variable columns start. */
  int dataOffset() {
    return endsOffset + variableSlots.length * RowFormat.END_BYTES;
  }

  private void requireSlot(int slot) {
    if (slot < 0 || slot >= kinds.length) {
      throw new IllegalUseException(
          "There is no such slot.", "slot", slot, "slots", kinds.length, "version", version);
    }
  }
}
