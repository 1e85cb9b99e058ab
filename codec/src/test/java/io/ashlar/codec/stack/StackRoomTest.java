package io.ashlar.codec.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class StackRoomTest {

  private static final long STACK_BYTES = 512 << 10;

  /** Enough for the compiler to come by. */
  private static final int DESCENTS = 200;

  /**
   * An overflow costs up to a millisecond, and the smaller the compiler makes the frames, the more
   * of them there are in the room at the end: some hundred a descent, or some thousand.
   */
  private static final int ENOUGH_REFUSED = 1_500;

  /** Frames that an overflow leaves to callers further down, fewer than fit into the room. */
  private static final int FRAMES = 60;

  private int refused;
  private int refusedInside;
  private int brokenPromises;

  @Test
  void shouldRefuseBeforeTheStackIsFullAndLeaveRoomWhenItDoesNot() throws Exception {
    // A class whose first use meets the end of a stack is lost to its JVM.
    StackRoom.require();
    Thread thread = new Thread(null, this::run, "descending", STACK_BYTES);
    thread.start();
    thread.join();
    // Not in each descent: once compiled, a descent may end where there is room for all.
    assertThat(refused).as("refused while frames still fit").isPositive();
    assertThat(refusedInside).as("an entry further in asks for less").isLessThan(refused);
    assertThat(brokenPromises).isZero();
    assertThatCode(StackRoom::require).doesNotThrowAnyException();
  }

  private void run() {
    for (int i = 0; i < DESCENTS && refused < ENOUGH_REFUSED; i++) {
      descend();
    }
  }

  /** Asks at every level on the way back from the end. */
  @SuppressWarnings("InfiniteRecursion") // down to where no stack is left
  private void descend() {
    try {
      descend();
    } catch (StackOverflowError end) {
      // The way back begins.
    }
    boolean whole = true;
    try {
      StackRoom.require();
    } catch (StackOverflowError e) {
      refused++;
      whole = false;
    }
    try {
      StackRoom.requireInside();
    } catch (StackOverflowError e) {
      refusedInside++;
    }
    if (whole) {
      try {
        nest(FRAMES);
      } catch (StackOverflowError e) {
        brokenPromises++;
      }
    }
  }

  private int nest(int more) {
    return more == 0 ? 0 : 1 + nest(more - 1);
  }
}
