package io.ashlar.sql.access;

import io.ashlar.query.Column;
import io.ashlar.row.RowTarget;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.scalar.Frame;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Puts columns of a table's row into slots of a frame, in the forms that their types have there.
 * Texts and bytes are not copied: they hold until the row's reader moves.
 */
public final class FrameTarget extends RowTarget {

  private static final int NOWHERE = -1;

  private final int[] slots;
  private final Frame frame;

  private FrameTarget(List<Column> columns, int[] slots, Frame frame) {
    super(columns);
    this.slots = slots;
    this.frame = frame;
  }

  /**
   * For the columns of a table that somebody reads.
   *
   * @param source the table
   * @param frame where they are read from
   * @return a new one
   */
  public static FrameTarget of(Source source, Frame frame) {
    List<Source.Used> used = source.used();
    return new FrameTarget(
        used.stream().map(each -> each.column().column()).toList(),
        used.stream().mapToInt(Source.Used::slot).toArray(),
        frame);
  }

  /**
   * For the same columns in another frame.
   *
   * @param from for each column of that frame which slot it has now
   * @param to that frame
   * @return null where that does not have each of the columns once, and no others
   */
  FrameTarget moved(int[] from, Frame to) {
    int[] moved = new int[slots.length];
    Arrays.fill(moved, NOWHERE);
    for (int i = 0; i < from.length; i++) {
      int column = numberOf(from[i]);
      if (column == NOWHERE || moved[column] != NOWHERE) {
        return null;
      }
      moved[column] = i;
    }
    return from.length == slots.length ? new FrameTarget(columns(), moved, to) : null;
  }

  private int numberOf(int slot) {
    for (int i = 0; i < slots.length; i++) {
      if (slots[i] == slot) {
        return i;
      }
    }
    return NOWHERE;
  }

  @Override
  public void putNull(int column) {
    frame.setNull(slots[column]);
  }

  @Override
  public void putWord(int column, long value) {
    frame.setWord(slots[column], value);
  }

  @Override
  public void putReal(int column, double value) {
    frame.setReal(slots[column], value);
  }

  @Override
  public void putDecimal(int column, BigDecimal value) {
    frame.setDecimal(slots[column], value);
  }

  @Override
  public void putBytes(int column, DirectBuffer buffer, int offset, int length) {
    frame.setBytes(slots[column], buffer, offset, length);
  }

  @Override
  public void putUuid(int column, long high, long low) {
    frame.setPair(slots[column], high, low);
  }
}
