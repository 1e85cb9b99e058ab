package io.ashlar;

import io.ashlar.argument.Arguments;
import io.ashlar.row.RowReader;
import io.ashlar.transaction.ReadTransaction;

/**
 * A nested loop: for each row of an outer cursor the rows that an inner scan finds, bound to what
 * the outer row holds. Fast when the inner scan goes by a key. Rows come in the order of the outer
 * cursor, those of one outer row in the order of the inner scan; an outer row without inner rows is
 * passed over, or shown once with {@link #hasInner} false by a left join. Allocates nothing a row.
 * Belongs to one thread at a time.
 *
 * <pre>{@code
 * try (Join lines = Join.inner(orders.open(tx), tx, items, (o, i) -> i.bind(0, o.getLong(id)))) {
 *   while (lines.next()) {
 *     sum += lines.inner().getLong(amount) * lines.outer().getLong(rate);
 *   }
 * }
 * }</pre>
 *
 * <p>Where the inner rows are single ones found by a whole key, a {@link io.ashlar.lookup.BatchGet}
 * filled from a number of outer rows reads them in fewer, larger steps.
 */
public final class Join implements AutoCloseable {

  /** Binds an inner scan to an outer row. */
  @FunctionalInterface
  public interface Binder {

    /**
     * Binds all parameters that depend on the outer row.
     *
     * @param outer stands on a row
     * @param inner the scan about to be opened
     */
    void bind(RowReader outer, PreparedScan inner);
  }

  private final RowCursor outer;
  private final ReadTransaction transaction;
  private final PreparedScan scan;
  private final Binder binder;
  private final boolean left;

  /** The rows of the outer row, or null between outer rows. */
  private RowCursor inner;

  private boolean hasInner;

  private Join(
      RowCursor outer,
      ReadTransaction transaction,
      PreparedScan scan,
      Binder binder,
      boolean left) {
    this.outer = Arguments.given(outer, "outer");
    this.transaction = Arguments.given(transaction, "transaction");
    this.scan = Arguments.given(scan, "inner");
    this.binder = Arguments.given(binder, "binder");
    this.left = left;
  }

  /**
   * Shows the pairs of rows.
   *
   * @param outer the outer rows; closed together with the join
   * @param transaction what the inner scan runs in
   * @param inner the inner scan, not open; it stays the caller's
   * @param binder binds the inner scan to an outer row
   * @return the join, before its first pair
   */
  public static Join inner(
      RowCursor outer, ReadTransaction transaction, PreparedScan inner, Binder binder) {
    return new Join(outer, transaction, inner, binder, false);
  }

  /**
   * Shows the pairs of rows, and outer rows without a partner once.
   *
   * @param outer the outer rows; closed together with the join
   * @param transaction what the inner scan runs in
   * @param inner the inner scan, not open; it stays the caller's
   * @param binder binds the inner scan to an outer row
   * @return the join, before its first pair
   */
  public static Join left(
      RowCursor outer, ReadTransaction transaction, PreparedScan inner, Binder binder) {
    return new Join(outer, transaction, inner, binder, true);
  }

  /**
   * Moves to the next pair.
   *
   * @return false when there is none
   * @throws io.ashlar.error.ClosedException when a cursor or the transaction has ended
   */
  public boolean next() {
    while (true) {
      if (inner != null) {
        hasInner = inner.next();
        if (hasInner) {
          return true;
        }
        closeInner();
      }
      if (!outer.next()) {
        return false;
      }
      binder.bind(outer, scan);
      inner = scan.open(transaction);
      hasInner = inner.next();
      if (hasInner) {
        return true;
      }
      closeInner();
      if (left) {
        return true;
      }
    }
  }

  private void closeInner() {
    RowCursor ended = inner;
    inner = null;
    hasInner = false;
    ended.close();
  }

  /**
   * The outer row of the pair.
   *
   * @return a flyweight that moves with {@link #next}
   */
  public RowReader outer() {
    return outer;
  }

  /**
   * Whether the pair has an inner row.
   *
   * @return false for an outer row of a left join that has no partner
   */
  public boolean hasInner() {
    return hasInner;
  }

  /**
   * The inner row of the pair.
   *
   * @return a flyweight that moves with {@link #next}
   * @throws io.ashlar.error.IllegalUseException when there is none
   */
  public RowReader inner() {
    if (!hasInner) {
      throw new io.ashlar.error.IllegalUseException("The outer row has no partner.");
    }
    return inner;
  }

  /** Closes both cursors; the inner scan may be opened again. Idempotent. */
  @Override
  public void close() {
    try {
      if (inner != null) {
        closeInner();
      }
    } finally {
      outer.close();
    }
  }
}
