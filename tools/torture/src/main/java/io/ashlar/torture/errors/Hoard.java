package io.ashlar.torture.errors;

/** Takes the heap, so that calls find hardly any, whoever makes them. One at a time hoards. */
final class Hoard {

  private static final int LARGEST_PIECE = 1 << 18;
  private static final int SMALLEST_PIECE = 64;
  private static final int SMALLER = 16;

  /** The pieces that are held, the newest first: each array holds the next one and bytes. */
  private volatile Object[] chain;

  /** Odd while a call runs. */
  private volatile int turn;

  private int seenTurn;

  /**
   * Takes all memory, lets go of a little and calls.
   *
   * @param call the call
   * @param pieces how many pieces, from the smallest on, are given back before it
   * @return what the call threw, or null
   */
  synchronized Throwable call(Runnable call, int pieces) {
    take();
    for (int i = 0; i < pieces && chain != null; i++) {
      chain = (Object[]) chain[0];
    }
    nextTurn();
    try {
      call.run();
      return null;
    } catch (RuntimeException | Error e) {
      return e;
    } finally {
      nextTurn();
      chain = null;
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // by who hoards alone
  private void nextTurn() {
    turn++;
  }

  private void take() {
    for (int piece = LARGEST_PIECE; piece >= SMALLEST_PIECE; ) {
      try {
        Object[] longer = {chain, new byte[piece]};
        chain = longer;
      } catch (OutOfMemoryError e) {
        piece /= SMALLER;
      }
    }
  }

  /**
   * Lets go of everything where the same call runs as at the last look: it may wait for somebody
   * who waits for memory. One thread looks now and then.
   */
  void look() {
    int now = turn;
    if ((now & 1) == 1 && now == seenTurn) {
      chain = null;
    }
    seenTurn = now;
  }
}
