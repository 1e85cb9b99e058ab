package io.ashlar.rows.scan;

import io.ashlar.RowCursor;
import io.ashlar.error.ClosedException;
import io.ashlar.page.Continuation;
import io.ashlar.page.StopReason;
import java.util.Optional;

/** The cursor of a prepared scan, opened again and again. */
final class ScanCursor extends RowWindow implements RowCursor {

  private final PreparedScanStatement statement;
  private RowWalk walk;
  private long remaining;

  /** Rows that are passed over before the first is shown. */
  private long skip;

  private StopReason stopped = StopReason.RUNNING;
  private boolean open;

  ScanCursor(PreparedScanStatement statement) {
    this.statement = statement;
  }

  boolean isOpen() {
    return open;
  }

  /** Begins: the walk is open, the window looks at its source. */
  void begin(RowWalk opened, long limit, long offset) {
    walk = opened;
    remaining = limit;
    skip = offset;
    stopped = StopReason.RUNNING;
    open = true;
  }

  @Override
  public boolean next() {
    requireOpen();
    leaveRow();
    if (remaining > 0 && (skip == 0 || passOver()) && walk.next()) {
      remaining--;
      standOnRow();
      return true;
    }
    stop();
    return false;
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
    requireOpen();
    return walk.stopped() == StopReason.EXHAUSTED
        ? Optional.empty()
        : Optional.of(statement.continuation(walk.position(), skip, pinned));
  }

  private void requireOpen() {
    if (!open) {
      throw new ClosedException("The cursor is closed.");
    }
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
