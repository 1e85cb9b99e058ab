package io.ashlar.rows.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import java.util.ArrayList;
import java.util.List;

/**
 * A cursor that stays open while its session and others go on: it shows what was at its opening.
 */
final class OpenCursor implements AutoCloseable {

  private final ItemTable table;
  private final Slice slice;
  private final PreparedScan scan;
  private final RowCursor rows;
  private final List<Item> expected;
  private final List<Item> shown = new ArrayList<>();
  private final int marks;
  private boolean ended;
  private boolean mayBeVoid;

  /** Opens a cursor; {@code marks} savepoints are older than it. */
  OpenCursor(ItemTable table, Slice slice, Session session, List<Item> expected, int marks) {
    this.table = table;
    this.slice = slice;
    this.expected = expected;
    this.marks = marks;
    scan = table.prepare(slice);
    rows = scan.open(session.transaction());
  }

  /** Moves once; false when there is nothing more to come. */
  boolean move() {
    boolean moved;
    try {
      moved = rows.next();
    } catch (ClosedException | IllegalUseException e) {
      assertThat(mayBeVoid).as("only a rollback to before it ends a cursor").isTrue();
      return false;
    }
    assertThat(moved)
        .as("rows of %s after %s", slice, shown)
        .isEqualTo(shown.size() < expected.size());
    if (moved) {
      Item item = table.item(rows, slice.covered());
      assertThat(item).as("next row of %s", slice).isEqualTo(expected.get(shown.size()));
      shown.add(item);
    }
    ended = !moved;
    return moved;
  }

  /** A savepoint was rolled back to, and so many are left. */
  void rolledBackTo(int left) {
    mayBeVoid |= left <= marks;
  }

  /** Whether the same cursor over these rows would have shown the same. */
  boolean wouldShow(List<Item> others) {
    return ended
        ? others.equals(shown)
        : others.size() >= shown.size() && others.subList(0, shown.size()).equals(shown);
  }

  Slice slice() {
    return slice;
  }

  @Override
  public void close() {
    rows.close();
    scan.close();
  }
}
