package io.ashlar.rows.plan;

import io.ashlar.rows.catalog.TableDefinition;

/**
 * One way to find the rows of a request.
 *
 * @param bounds the key and what bounds it
 * @param backward whether the key is walked from its end, for the order as it is asked
 * @param covering whether no row need be fetched
 * @param sorts whether the rows must be sorted, because the key does not give the order
 */
record Candidate(Bounds bounds, boolean backward, boolean covering, boolean sorts) {

  /** Of ten rows each, as an equality on an index is assumed to lead to: a thousand rows. */
  private static final int MAX_FEW_RANGES = 100;

  /** The same for one partition of the table. */
  Candidate in(TableDefinition partition) {
    return new Candidate(bounds.in(partition), backward, covering, sorts);
  }

  /**
   * What is preferred where no statistics tell more: an order without sorting, unless few rows can
   * be sorted instead of many being walked in order; a single row, few single rows, more columns
   * that are fixed, a range, a partial index, no fetches.
   *
   * @param sortsFew whether few rows may be sorted although a key gives the order
   */
  boolean isBetterThan(Candidate other, boolean sortsFew) {
    int order = Integer.compare(orderRank(sortsFew), other.orderRank(sortsFew));
    if (order == 0) {
      order = Boolean.compare(isOneKey(), other.isOneKey());
    }
    if (order == 0) {
      order = Boolean.compare(bounds.isKeys(), other.bounds.isKeys());
    }
    if (order == 0) {
      order = Integer.compare(bounds.equalities(), other.bounds.equalities());
    }
    if (order == 0) {
      order = Integer.compare(bounds.fixing().size(), other.bounds.fixing().size());
    }
    if (order == 0) {
      order = Boolean.compare(bounds.hasRange(), other.bounds.hasRange());
    }
    if (order == 0) {
      order = Boolean.compare(bounds.path().isPartial(), other.bounds.path().isPartial());
    }
    if (order == 0) {
      order = Boolean.compare(covering, other.covering);
    }
    // What was met first stays in a tie: the primary key, then indexes as declared.
    return order > 0;
  }

  private int orderRank(boolean sortsFew) {
    if (!sortsFew) {
      return sorts ? 0 : 1;
    }
    return (meetsFew() ? 2 : 0) + (sorts ? 0 : 1);
  }

  /** Whether the values that columns are fixed to are assumed to lead to few entries. */
  boolean meetsFew() {
    return bounds.isKeys() || (!bounds.fixing().isEmpty() && bounds.ranges() <= MAX_FEW_RANGES);
  }

  private boolean isOneKey() {
    return bounds.isKeys() && !bounds.isSeveral();
  }

  /** One line: the key, how much of it is bounded, and what is left to do. */
  String describe() {
    StringBuilder text = new StringBuilder(bounds.path().toString());
    int ranges = bounds.ranges();
    text.append(": ");
    if (bounds.terms().isEmpty()) {
      text.append("all of it");
    } else {
      text.append(ranges).append(ranges == 1 ? " range by " : " ranges by ");
      int columns = bounds.fixing().size() + (bounds.hasRange() ? 1 : 0);
      text.append(columns).append(columns == 1 ? " column" : " columns");
    }
    text.append(covering ? "" : ", fetches rows");
    return text.append(sorts ? ", sorts" : "").toString();
  }
}
