package io.ashlar.rows.load;

import java.util.List;

/** Closes several things, all of them, whatever one throws; the first failure is thrown then. */
final class Closing {

  private Closing() {}

  static void all(List<Runnable> closes) {
    RuntimeException failure = null;
    for (Runnable close : closes) {
      try {
        close.run();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
