package io.ashlar.rows.read;

import io.ashlar.RowCursor;
import io.ashlar.error.ClosedException;
import io.ashlar.page.Continuation;
import io.ashlar.page.StopReason;
import io.ashlar.rows.row.RowWindow;
import io.ashlar.rows.session.OneUser;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.rows.walk.RowWalk;
import java.util.Optional;

/** The cursor of a prepared scan, opened again and again. */
final class ScanCursor extends RowWindow implements RowCursor {

  private final PreparedScanStatement statement;
  private final OneUser user;
  private final CursorTransaction transaction = new CursorTransaction();
  private RowWalk walk;
  private long remaining;

  /** Rows that are passed over before the first is shown. */
  private long skip;

  private StopReason stopped = StopReason.RUNNING;
  private boolean open;

  /**
   * A cursor.
   *
   * @param statement the prepared scan
   * @param user of the prepared scan, which is entered with this cursor
   */
  ScanCursor(PreparedScanStatement statement, OneUser user) {
    this.statement = statement;
    this.user = user;
  }

  boolean isOpen() {
    return open;
  }

  /** Begins: the walk is open, the window looks at its source. */
  void begin(TransactionHandle handle, RowWalk opened, long limit, long offset) {
    transaction.begin(handle, opened.plan().path().table().name(), user);
    walk = opened;
    remaining = limit;
    skip = offset;
    stopped = StopReason.RUNNING;
    open = true;
  }

  @Override
  public boolean next() {
    user.enter();
    try {
      return nextInside();
    } finally {
      user.leave();
    }
  }

  /** As next, by who is inside. */
  boolean nextInside() {
    requireOpen();
    leaveRow();
    if (remaining > 0 && walkOn()) {
      remaining--;
      follow(walk.source());
      standOnRow();
      return true;
    }
    stop();
    return false;
  }

  private boolean walkOn() {
    transaction.enter();
    try {
      return (skip == 0 || passOver()) && walk.next();
    } finally {
      transaction.exit();
    }
  }

  private boolean passOver() {
    while (skip > 0 && walk.next()) {
      skip--;
    }
    return skip == 0;
  }

  private void stop() {
    if (stopped == StopReason.RUNNING) {
      stopped = remaining == 0 ? StopReason.LIMIT : walk.stopped();
      remaining = 0;
    }
  }

  @Override
  public StopReason stopped() {
    return stopped;
  }

  @Override
  public Optional<Continuation> continuation() {
    return continuation(false);
  }

  @Override
  public Optional<Continuation> pinnedContinuation() {
    return continuation(true);
  }

  private Optional<Continuation> continuation(boolean pinned) {
    user.enter();
    try {
      requireOpen();
      return walk.stopped() == StopReason.EXHAUSTED
          ? Optional.empty()
          : Optional.of(continuationInside(pinned));
    } finally {
      user.leave();
    }
  }

  private Continuation continuationInside(boolean pinned) {
    transaction.enter();
    try {
      return statement.continuation(walk.position(), skip, pinned);
    } finally {
      transaction.exit();
    }
  }

  private void requireOpen() {
    if (!open) {
      throw new ClosedException("The cursor is closed.");
    }
  }

  @Override
  protected void requirePosition() {
    transaction.requireUnderWay();
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
