package io.ashlar.sql.bind;

import io.ashlar.query.Column;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** One item of FROM: a name, and columns, of which those that are used have a slot in the frame. */
public final class Source {

  private static final int UNUSED = -1;

  private final String name;
  private final List<SourceColumn> columns;
  private final FrameLayout layout;
  private final int[] slots;
  private final BitSet named = new BitSet();
  private final boolean qualified;
  private boolean optional;

  /** A column that no name leads to; null where nobody reads one. */
  private SourceColumn unnamed;

  private int unnamedSlot = UNUSED;

  /**
   * Of a query block.
   *
   * @param name its alias, or else the name of the table
   * @param columns all columns in order; the list is not changed any more
   * @param layout of the block's frame
   */
  public Source(String name, List<SourceColumn> columns, FrameLayout layout) {
    this(name, columns, layout, false);
  }

  private Source(String name, List<SourceColumn> columns, FrameLayout layout, boolean qualified) {
    this.qualified = qualified;
    this.name = name;
    this.columns = columns;
    this.layout = layout;
    this.slots = new int[columns.size()];
    Arrays.fill(slots, UNUSED);
  }

  /** Notes that a column was named. */
  void name(int index) {
    named.set(index);
  }

  /**
   * The columns that somebody named, also those that are read from no frame.
   *
   * @return their numbers, in order
   */
  public IntStream named() {
    return named.stream();
  }

  /**
   * One whose columns are meant by qualified names alone: {@code excluded.n}.
   *
   * @return the same columns in the same slots, all of them used
   */
  public Source onlyQualified() {
    Source same = new Source(name, columns, layout, true);
    for (int i = 0; i < slots.length; i++) {
      same.slots[i] = slot(i);
    }
    return same;
  }

  /**
   * Whether a name without that of the source can mean a column of it.
   *
   * @return false when its columns are meant by qualified names alone
   */
  boolean isUnqualified() {
    return !qualified;
  }

  /**
   * A column.
   *
   * @param name as it is looked up
   * @param type its declared type
   * @param column of the table; null when it is computed
   */
  public record SourceColumn(String name, SqlType type, Column column) {}

  /**
   * A column that is used.
   *
   * @param index its number in {@link #columns}
   * @param column the column
   * @param slot where it is in the frame
   */
  public record Used(int index, SourceColumn column, int slot) {}

  /**
   * The name by which its columns are qualified.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /** Says that rows may have no part of it: it is on that side of an outer join. */
  public void setOptional() {
    optional = true;
  }

  /**
   * Whether rows may have no part of it, so that all its columns are null.
   *
   * @return true on that side of an outer join
   */
  public boolean isOptional() {
    return optional;
  }

  /**
   * All columns.
   *
   * @return in order
   */
  public List<SourceColumn> columns() {
    return columns;
  }

  /**
   * The slot of a column, which is used from now on.
   *
   * @param index its number in {@link #columns}
   * @return the slot
   */
  public int slot(int index) {
    if (slots[index] == UNUSED) {
      slots[index] = layout.add();
    }
    return slots[index];
  }

  /**
   * The slot of a column of the table, which is used from now on. It may be one that no name leads
   * to, as the number of a row.
   *
   * @param column as the table has it
   * @return the slot
   */
  public int slot(SourceColumn column) {
    for (int i = 0; i < slots.length; i++) {
      if (columns.get(i).name().equals(column.name())) {
        return slot(i);
      }
    }
    if (unnamedSlot == UNUSED) {
      unnamed = column;
      unnamedSlot = layout.add();
    }
    return unnamedSlot;
  }

  /**
   * The columns that somebody reads from the frame.
   *
   * @return in the order of the table, and one that no name leads to behind all others
   */
  public List<Used> used() {
    List<Used> used = new ArrayList<>(slots.length);
    for (int i = 0; i < slots.length; i++) {
      if (slots[i] != UNUSED) {
        used.add(new Used(i, columns.get(i), slots[i]));
      }
    }
    if (unnamedSlot != UNUSED) {
      used.add(new Used(slots.length, unnamed, unnamedSlot));
    }
    return used;
  }
}
