package io.ashlar.txn.view;

import io.ashlar.store.Freshness;
import io.ashlar.store.ReadView;
import io.ashlar.store.VersionedStore;
import java.util.ArrayList;

/**
 * The views that one transaction reads through.
 *
 * <p>The statement view is pinned lazily, by the first reading of a statement. Where somebody still
 * needs the old one, a cursor of an earlier statement or a checked key, the new statement takes
 * another view object and the old one stays pinned until its last user goes. The locked view serves
 * the locked reads of READ_COMMITTED and has no other users.
 */
public final class TransactionViews implements AutoCloseable {

  private final VersionedStore store;
  private final ArrayList<PinnedView> all = new ArrayList<>(2);
  private final ReadView locked;
  private Freshness freshness = Freshness.WRITTEN;

  private PinnedView idle;
  private PinnedView statement;

  /** The view that the first check was made at. */
  private PinnedView anchor;

  /** Whether what is read through the statement view will be validated. */
  private boolean tracked;

  /** Whether tables are read as they were at {@link #asOf}. */
  private boolean past;

  private long asOf;

  private boolean stale;
  private long newestRead;

  /** Whether the newest state is shown instead of the statement view, which is put aside. */
  private boolean newest;

  private PinnedView aside;
  private boolean asideStale;

  /**
   * No views yet.
   *
   * @param store lends them; still the caller's
   */
  public TransactionViews(VersionedStore store) {
    this.store = store;
    this.locked = store.newView();
  }

  /**
   * A transaction begins; pins nothing.
   *
   * @param kind which newest state its statements read
   * @param track whether what is read will be judged
   */
  public void begin(Freshness kind, boolean track) {
    assert statement == null && anchor == null && !newest : "views of an earlier transaction";
    freshness = kind;
    tracked = track;
    stale = false;
    newestRead = 0;
    past = false;
  }

  /**
   * A transaction begins that reads as of an earlier time; pins nothing.
   *
   * @param time a commit timestamp
   */
  public void beginAsOf(long time) {
    begin(Freshness.ACKNOWLEDGED, false);
    past = true;
    asOf = time;
  }

  /** The next reading takes a new statement view. */
  public void expireStatement() {
    stale = true;
  }

  /**
   * The statement view, pinned now if the statement has not read yet.
   *
   * @return pinned
   */
  public ReadView statement() {
    if (statement == null || stale) {
      pinStatement();
    }
    return statement.view();
  }

  /**
   * The statement view for a cursor, which gives it back with {@link #release}.
   *
   * @return pinned until then
   */
  public PinnedView retainStatement() {
    ReadView view = statement();
    assert view.pinned() : "a statement view is pinned";
    statement.users++;
    return statement;
  }

  /**
   * Gives a view back; the last user's lets it go.
   *
   * @param pinned from {@link #retainStatement}
   */
  public void release(PinnedView pinned) {
    if (--pinned.users == 0) {
      pinned.view().release();
      pinned.nextIdle = idle;
      idle = pinned;
    }
  }

  /** Keeps the present statement view to the end of the transaction. */
  public void anchorStatement() {
    if (anchor == null) {
      anchor = retainStatement();
    }
  }

  /** Shows the newest state, pinned now, as the statement view until {@link #showStatement}. */
  public void showNewest() {
    assert !newest : "shown already";
    PinnedView shown = take();
    shown.view().pin(Freshness.WRITTEN);
    aside = statement;
    asideStale = stale;
    statement = shown;
    stale = false;
    newest = true;
    newestRead = Math.max(newestRead, shown.view().timestamp());
  }

  /** Shows the statement view again; does nothing where it is shown. */
  public void showStatement() {
    if (newest) {
      newest = false;
      PinnedView shown = statement;
      statement = aside;
      stale = asideStale;
      aside = null;
      release(shown);
    }
  }

  /** Pins the newest state, after a row lock was granted. */
  public void pinLocked() {
    locked.pin(Freshness.WRITTEN);
    newestRead = Math.max(newestRead, locked.timestamp());
  }

  /**
   * Whether a locked read has pinned its view.
   *
   * @return true after {@link #pinLocked}
   */
  public boolean lockedPinned() {
    return locked.pinned();
  }

  /**
   * The view of locked reads.
   *
   * @return pinned by {@link #pinLocked}
   */
  public ReadView locked() {
    return locked;
  }

  /**
   * The newest timestamp among the views pinned now.
   *
   * @return a commit timestamp, or 0 without any
   */
  public long newestPinned() {
    long newest =
        statement == null || !statement.view().pinned() ? 0 : statement.view().timestamp();
    return locked.pinned() ? Math.max(newest, locked.timestamp()) : newest;
  }

  /**
   * The newest timestamp that was read at since the transaction began.
   *
   * @return a commit timestamp, or 0 without any
   */
  public long newestRead() {
    return newestRead;
  }

  /** Lets all views go. Cursors have given theirs back. */
  public void end() {
    showStatement();
    locked.release();
    if (anchor != null) {
      release(anchor);
      anchor = null;
    }
    if (statement != null) {
      release(statement);
      statement = null;
    }
  }

  @Override
  public void close() {
    locked.close();
    for (PinnedView each : all) {
      each.view().close();
    }
    idle = null;
  }

  private void pinStatement() {
    if (statement != null && statement.users > 1) {
      statement.users--;
      statement = null;
    }
    if (statement == null) {
      statement = take();
    }
    if (past) {
      statement.view().pinAsOf(asOf);
    } else if (tracked) {
      statement.view().pinTracked(freshness);
    } else {
      statement.view().pin(freshness);
    }
    stale = false;
    newestRead = Math.max(newestRead, statement.view().timestamp());
  }

  private PinnedView take() {
    PinnedView taken = idle;
    if (taken == null) {
      taken = new PinnedView(store.newView());
      all.add(taken);
    } else {
      idle = taken.nextIdle;
      taken.nextIdle = null;
    }
    taken.users = 1;
    return taken;
  }
}
