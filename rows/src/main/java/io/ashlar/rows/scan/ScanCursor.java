package io.ashlar.rows.scan;

import io.ashlar.RowCursor;
import io.ashlar.error.ClosedException;

/** The cursor of a prepared scan, opened again and again. */
final class ScanCursor extends RowWindow implements RowCursor {

  private RowWalk walk;
  private long remaining;
  private boolean open;

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
    if (!open) {
      throw new ClosedException("The cursor is closed.");
    }
    leaveRow();
    if (remaining > 0 && walk.next()) {
      remaining--;
      follow(walk.source());
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
    if (open) {
      open = false;
      leaveRow();
      walk.close();
    }
  }
}
