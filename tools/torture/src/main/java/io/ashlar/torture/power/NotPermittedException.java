package io.ashlar.torture.power;

import java.io.Serial;

/** This place lacks a right or a program that a run needs; the run is skipped. */
public final class NotPermittedException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Says what is lacking.
   *
   * @param reason a sentence
   */
  public NotPermittedException(String reason) {
    super(reason);
  }
}
