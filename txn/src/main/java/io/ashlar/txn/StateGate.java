package io.ashlar.txn;

import io.ashlar.txn.gate.UseGate;

/** The gate of one transaction object, before a state that may have served others. */
final class StateGate extends UseGate {

  final Transactions owner;
  final TransactionState state;

  /** Whether the state goes back to the owner for another transaction object. */
  private final boolean recycled;

  StateGate(Transactions owner, TransactionState state, boolean recycled) {
    this.owner = owner;
    this.state = state;
    this.recycled = recycled;
  }

  @Override
  protected void free(boolean reusable) {
    if (recycled && reusable) {
      owner.takeBack(state);
    } else {
      state.free();
    }
  }

  @Override
  protected void wakeInside() {
    state.locks().cancel();
  }
}
