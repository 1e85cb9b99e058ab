package io.ashlar.txn.view;

import io.ashlar.store.ReadView;

/** A view of the store with the number of those who need it as it is. */
public final class PinnedView {

  private final ReadView view;

  /** The transaction itself and each cursor that is open on the view. */
  int users;

  /** The next idle view of the transaction. */
  PinnedView nextIdle;

  PinnedView(ReadView view) {
    this.view = view;
  }

  /**
   * The view.
   *
   * @return pinned while it has users
   */
  public ReadView view() {
    return view;
  }
}
