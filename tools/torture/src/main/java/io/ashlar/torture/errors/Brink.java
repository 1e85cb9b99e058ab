package io.ashlar.torture.errors;

/** Calls at the end of the thread's stack. */
final class Brink {

  private int framesLeft;
  private Throwable thrown;

  /**
   * Descends until nothing is left and calls on the way back.
   *
   * @param frames how many frames above the end
   * @return what the call threw, or null
   */
  Throwable call(Runnable call, int frames) {
    framesLeft = frames;
    thrown = null;
    descend(call);
    return thrown;
  }

  @SuppressWarnings("InfiniteRecursion") // until the stack ends
  private void descend(Runnable call) {
    try {
      descend(call);
    } catch (StackOverflowError end) {
      // The way back begins.
      thrown = null;
    }
    if (framesLeft-- == 0) {
      try {
        call.run();
      } catch (RuntimeException | Error e) {
        thrown = e;
      }
    }
  }
}
