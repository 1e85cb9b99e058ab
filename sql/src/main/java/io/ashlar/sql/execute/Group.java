package io.ashlar.sql.execute;

import io.ashlar.sql.aggregate.Accumulator;
import io.ashlar.sql.operator.Logic;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Ordering;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.SqlType;
import io.ashlar.transaction.ReadTransaction;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Groups of rows that stand beside each other: one row for each, of its key and what its rows come
 * to. The rows come sorted by the key. Keeps one group at a time, so that it allocates nothing for
 * a row.
 */
public final class Group extends RowSource {

  private RowSource rows;
  private final Frame from;
  private final Frame to;
  private final Scalar[] keys;
  private final Slot[] group;
  private final Ordering[] orderings;
  private final Total[] totals;
  private final boolean always;

  /** Whether {@link #from} has a row of the next group. */
  private boolean ahead;

  private boolean done;

  /**
   * An aggregate of each group.
   *
   * @param accumulator over the columns of the rows; over column 0 where it is distinct, over what
   *     is ordered where it is ordered
   * @param distinct the values that it is of, each once; null when it is of all rows
   * @param ordered the rows in their order; null when they come in any
   * @param filter what must be true of a row; null for nothing
   */
  public record Total(
      Accumulator accumulator, DistinctValues distinct, OrderedRows ordered, Scalar filter) {

    private void reset() {
      accumulator.reset();
      if (distinct != null) {
        distinct.reset();
      }
      if (ordered != null) {
        ordered.reset();
      }
    }

    private void add(Frame row) {
      if (filter != null && !Logic.holds(filter, row)) {
        return;
      }
      if (distinct != null) {
        distinct.add(row);
      } else if (ordered != null) {
        ordered.add(row);
      } else {
        accumulator.add(row);
      }
    }

    private void finish() {
      if (distinct != null) {
        distinct.addTo(accumulator);
      } else if (ordered != null) {
        ordered.addTo(accumulator);
      }
    }
  }

  /**
   * Over a source.
   *
   * @param rows sorted by their first columns, which are the key
   * @param from where they are
   * @param to where groups are put: the key, then the totals
   * @param keys the types of the key
   * @param totals the totals
   * @param always whether there is a group without rows where there are none
   */
  public Group(
      RowSource rows,
      Frame from,
      Frame to,
      List<SqlType> keys,
      List<Total> totals,
      boolean always) {
    this.rows = rows;
    this.from = from;
    this.to = to;
    this.always = always;
    this.totals = totals.toArray(Total[]::new);
    this.keys = new Scalar[keys.size()];
    this.group = new Slot[keys.size()];
    this.orderings = new Ordering[keys.size()];
    for (int i = 0; i < keys.size(); i++) {
      SqlType type = keys.get(i);
      this.keys[i] = ColumnReference.of(type, i);
      this.group[i] = Slot.parameter(type);
      this.orderings[i] = Ordering.of(type, type);
    }
  }

  @Override
  public void open(ReadTransaction transaction) {
    rows.open(transaction);
    ahead = rows.next();
    done = !ahead && !always;
  }

  @Override
  public boolean next() {
    if (done) {
      return false;
    }
    for (Total total : totals) {
      total.reset();
    }
    if (ahead) {
      remember();
      do {
        add();
        ahead = rows.next();
      } while (ahead && isSame());
    } else {
      for (Slot key : group) {
        key.setNull();
      }
    }
    done = !ahead;
    show();
    return true;
  }

  private void remember() {
    for (int i = 0; i < keys.length; i++) {
      group[i].set(keys[i], from);
    }
  }

  /** Whether the row is of the group; null is the same as null. */
  private boolean isSame() {
    for (int i = 0; i < keys.length; i++) {
      boolean given = keys[i].evaluate(from);
      if (given != group[i].evaluate(null)) {
        return false;
      }
      if (given && !orderings[i].equal(keys[i], group[i])) {
        return false;
      }
    }
    return true;
  }

  private void add() {
    for (Total total : totals) {
      total.add(from);
    }
  }

  private void show() {
    for (int i = 0; i < keys.length; i++) {
      to.set(i, group[i], null);
    }
    for (int i = 0; i < totals.length; i++) {
      totals[i].finish();
      to.set(keys.length + i, totals[i].accumulator(), null);
    }
  }

  @Override
  protected void wrap(UnaryOperator<RowSource> wrapper) {
    rows = wrapper.apply(rows);
  }

  @Override
  public void explain(PlanText plan) {
    plan.line(keys.length == 0 ? "group of all rows" : "group by " + keys.length + " columns");
    plan.child(rows);
  }

  @Override
  public void close() {
    done = true;
    rows.close();
  }

  @Override
  public void release() {
    rows.release();
  }
}
