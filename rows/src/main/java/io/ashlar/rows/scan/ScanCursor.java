package io.ashlar.rows.scan;

import io.ashlar.RowCursor;
import io.ashlar.error.ClosedException;
import io.ashlar.rows.table.OneUser;

/** The cursor of a prepared scan, opened again and again. */
final class ScanCursor extends RowWindow implements RowCursor {

  private final OneUser user;
  private RowWalk walk;
  private long remaining;
  private boolean open;

  /**
   * A cursor.
   *
   * @param user of the prepared scan, which is entered with this cursor
   */
  ScanCursor(OneUser user) {
    this.user = user;
  }

  boolean isOpen() {
    return open;
  }

  /** Begins: the walk is open, the window looks at its source. */
  void begin(RowWalk opened, long limit) {
    walk = opened;
    remaining = limit;
    open = true;
  }

  @Override
  public boolean next() {
    user.enter();
    try {
      return move();
    } finally {
      user.leave();
    }
  }

  private boolean move() {
    if (!open) {
      throw new ClosedException("The cursor is closed.");
    }
    leaveRow();
    if (remaining > 0 && walk.next()) {
      remaining--;
      standOnRow();
      return true;
    }
    remaining = 0;
    return false;
  }

  @Override
  void requirePosition() {
    walk.requirePosition();
  }

  @Override
  public void close() {
    user.enter();
    try {
      closeInside();
    } finally {
      user.leave();
    }
  }

  /** As close, by the prepared scan. */
  void closeInside() {
    if (open) {
      open = false;
      leaveRow();
      walk.close();
    }
  }
}
