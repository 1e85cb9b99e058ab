package io.ashlar.fuzz.model.table;

/** The value of a condition: SQL's three, and that it cannot be computed. */
public enum Truth {
  /** It holds. */
  TRUE,
  /** It does not. */
  FALSE,
  /** A null decides. */
  UNKNOWN,
  /** It cannot be computed. */
  FAILS;

  static Truth of(boolean value) {
    return value ? TRUE : FALSE;
  }

  Truth not() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      default -> this;
    };
  }

  Truth and(Truth other) {
    if (this == FALSE || other == FALSE) {
      return FALSE;
    }
    if (this == FAILS || other == FAILS) {
      return FAILS;
    }
    return this == UNKNOWN ? UNKNOWN : other;
  }

  Truth or(Truth other) {
    return not().and(other.not()).not();
  }
}
