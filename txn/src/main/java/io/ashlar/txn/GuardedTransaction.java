package io.ashlar.txn;

/** A transaction's state behind the gate that lets one call at a time in. */
abstract class GuardedTransaction {

  final TransactionState state;

  private final UseGate gate = new UseGate();

  GuardedTransaction(Transactions owner) {
    this.state = new TransactionState(owner);
  }

  TransactionState state() {
    return state;
  }

  void enter() {
    gate.enter();
  }

  /** False when this object has ended for good, which has freed what the caller would free. */
  boolean enterUnlessEnded() {
    return gate.enterUnlessEnded();
  }

  void exit() {
    if (gate.exit()) {
      free();
    }
  }

  boolean ended() {
    return gate.ended();
  }

  /**
   * Ends this object for good, from any thread. Frees its memory when no call is inside; otherwise
   * wakes a call that waits for a lock, and the call frees on its way out.
   */
  void terminate() {
    if (gate.end()) {
      free();
    } else {
      state.locks().cancel();
    }
  }

  private void free() {
    try {
      state.free();
    } finally {
      gate.settle();
    }
  }
}
