package io.ashlar.rows.plan;

/**
 * Whether rows may be sorted in memory. Immutable.
 *
 * @param when in which case
 * @param bytes what rows and their sort keys may take
 */
public record Sorting(When when, long bytes) {

  /** Only keys give orders. */
  public static final Sorting NEVER = new Sorting(When.NEVER, 0);

  /** What a sort may use where nobody says. */
  public static final long DEFAULT_BYTES = 32L << 20;

  /** When rows are sorted. */
  public enum When {
    /** Not at all: a key must give the order. */
    NEVER,

    /**
     * Where no key gives the order. For runs that are read in portions: along a key a portion costs
     * what it reads, while a sort reads everything for each of them.
     */
    WITHOUT_KEY,

    /** Where no key gives the order, and where that is expected to cost less. */
    IF_CHEAPER,

    /** Also where a key gives the order: a run goes on that was begun with a sort. */
    ALWAYS
  }
}
