package io.ashlar.sql.type;

/** How much must be said for a value to change its type. Each includes what stands before it. */
public enum CastContext {
  /** It never does. */
  NONE,
  /** By CAST alone. */
  EXPLICIT,
  /** When it is stored in a column, too. */
  ASSIGNMENT,
  /** By itself, wherever an expression needs it. */
  IMPLICIT;

  /**
   * Whether a cast of this kind may be made where another is asked for.
   *
   * @param asked where the cast stands: EXPLICIT, ASSIGNMENT or IMPLICIT
   * @return true when it may
   */
  public boolean allows(CastContext asked) {
    return this != NONE && compareTo(asked) >= 0;
  }
}
