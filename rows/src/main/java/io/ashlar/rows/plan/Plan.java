package io.ashlar.rows.plan;

import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.predicate.CompiledPredicate;
import io.ashlar.rows.predicate.Condition;
import io.ashlar.rows.predicate.Conjunct;
import io.ashlar.rows.predicate.Filter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * How a statement finds its rows: the key to walk, what bounds it, the direction, and the filters
 * that remain. Immutable; made by {@link Planner}.
 */
public final class Plan {

  private final Request request;
  private final Bounds bounds;
  private final Choice choice;
  private final boolean backward;
  private final boolean sorts;
  private final boolean covering;
  private final List<Conjunct> onEntry = new ArrayList<>();
  private final List<Conjunct> onRow = new ArrayList<>();

  /** Terms that are true for every entry of the partial index that is walked. */
  private final List<Conjunct> guaranteed = new ArrayList<>();

  private final Condition entryFilter;
  private final Condition rowFilter;

  /** The terms that the bounds stand for, for keys that cannot be written. */
  private final Condition unboundedEntryFilter;

  Plan(Request request, Choice choice) {
    this.request = request;
    this.choice = choice;
    this.bounds = choice.candidate().bounds();
    this.sorts = choice.candidate().sorts();
    // A sort turns the order itself around.
    this.backward = !sorts && choice.candidate().backward() != request.reverse();
    BitSet needed = (BitSet) request.selected().clone();
    List<Conjunct> bounding = new ArrayList<>();
    for (Conjunct term : request.predicate().terms()) {
      if (bounds.stands(term)) {
        bounding.add(term);
        continue;
      }
      if (bounds.path().guarantees(term)) {
        guaranteed.add(term);
        continue;
      }
      needed.or(term.columns());
      // A filter is asked behind all other terms, also where the entry has what it reads.
      boolean early = !Filter.isTerm(term) || onRow.isEmpty();
      (early && bounds.path().covers(term.columns()) ? onEntry : onRow).add(term);
    }
    for (OrderColumn column : request.order()) {
      if (sorts) {
        needed.set(column.ordinal());
      }
    }
    this.covering = bounds.path().covers(needed);
    this.entryFilter = CompiledPredicate.allOf(onEntry);
    this.rowFilter = CompiledPredicate.allOf(onRow);
    bounding.addAll(onEntry);
    this.unboundedEntryFilter = CompiledPredicate.allOf(bounding);
  }

  /**
   * The key that is walked.
   *
   * @return the path
   */
  public KeyPath path() {
    return bounds.path();
  }

  /**
   * The same plan for one partition of the table.
   *
   * @param partition the partition as a table
   * @return the plan; allocates
   */
  public Plan in(TableDefinition partition) {
    return new Plan(request, choice.in(partition));
  }

  /**
   * The column by which rows are asked to come before all others.
   *
   * @return the first of the order that the predicate does not hold to one value, with the
   *     direction in which the walk meets it; null when the order of walks does not matter
   */
  public OrderColumn leadingOrder() {
    for (OrderColumn column : request.order()) {
      if (Bounds.fixing(request.predicate().terms(), column.ordinal()) == null) {
        return new OrderColumn(column.ordinal(), column.descending() != request.reverse());
      }
    }
    return null;
  }

  Bounds bounds() {
    return bounds;
  }

  List<OrderColumn> order() {
    return request.order();
  }

  /** What it is expected to do, or null where nothing is known of the table. */
  Estimate estimate() {
    return choice.estimate();
  }

  /**
   * Whether the walk is assumed to meet few entries, because columns are held to values: for all
   * entries, and for a range of them, it is not.
   */
  boolean meetsFew() {
    return choice.candidate().meetsFew();
  }

  /**
   * The predicate.
   *
   * @return all of it, what the bounds stand for included
   */
  public CompiledPredicate predicate() {
    return request.predicate();
  }

  /**
   * The direction.
   *
   * @return whether the key is walked from its end
   */
  public boolean isBackward() {
    return backward;
  }

  /**
   * Whether each entry leads to its row, because it lacks a column.
   *
   * @return false for the primary key and for a covering index
   */
  public boolean fetchesRows() {
    return !covering;
  }

  /**
   * Whether the predicate fixes the whole primary key, so that there is one row at most.
   *
   * @return true when the statement can go straight to the row
   */
  public boolean isRow() {
    return path().index() == null && bounds.isKeys() && !bounds.isSeveral();
  }

  /**
   * Whether rows must be sorted, because the key does not give the order.
   *
   * @return true when the walk meets rows in another order than is asked
   */
  public boolean sorts() {
    return sorts;
  }

  /**
   * The order in which rows are shown, for a plan that sorts.
   *
   * @return the columns as they are asked, turned around for a reverse
   */
  public List<OrderColumn> sortOrder() {
    List<OrderColumn> order = new ArrayList<>();
    for (OrderColumn column : request.order()) {
      order.add(new OrderColumn(column.ordinal(), column.descending() != request.reverse()));
    }
    return order;
  }

  /**
   * Whether the order is turned around.
   *
   * @return true for a reverse scan
   */
  public boolean isReverse() {
    return request.reverse();
  }

  /**
   * Most rows that are shown or passed over.
   *
   * @return the number, {@link Long#MAX_VALUE} for all
   */
  public long limit() {
    return request.limit();
  }

  /**
   * Rows that are passed over before the first is shown.
   *
   * @return how many of {@link #limit}
   */
  public long offset() {
    return request.offset();
  }

  /**
   * The columns that are read.
   *
   * @return their ordinals; not to be changed
   */
  public BitSet selected() {
    return request.selected();
  }

  /**
   * What may be used to sort.
   *
   * @return bytes of rows and their sort keys
   */
  public long sortBytes() {
    return request.sorting().bytes();
  }

  /**
   * Whether anything is left to judge beside the bounds.
   *
   * @return false when every entry within the bounds is selected
   */
  public boolean hasFilters() {
    return !onEntry.isEmpty() || !onRow.isEmpty();
  }

  /**
   * Whether the predicate names unique keys, so that no more entries are walked than it has values.
   *
   * @return true when so, for a primary key or a unique index without nulls
   */
  public boolean namesKeys() {
    if (!path().isOneKey(bounds.fixing().size())) {
      return false;
    }
    for (Conjunct term : bounds.fixing()) {
      if (!term.fixesToSome() && term.comparison() == null) {
        return false;
      }
    }
    return true;
  }

  /**
   * What is left to judge on the entry, or on the row when the primary key is walked.
   *
   * @return the condition
   */
  public Condition entryFilter() {
    return entryFilter;
  }

  /**
   * The same together with what the bounds stand for: used when the bounds cannot be written as
   * keys and the whole keyspace is walked.
   *
   * @return the condition
   */
  public Condition unboundedEntryFilter() {
    return unboundedEntryFilter;
  }

  /**
   * What is left to judge on the row that an entry leads to.
   *
   * @return the condition, true for a covering plan
   */
  public Condition rowFilter() {
    return rowFilter;
  }

  /**
   * The plan as text, one step a line, as it is walked.
   *
   * @return the text; allocates
   */
  public String explain() {
    StringBuilder text = new StringBuilder("walk ").append(path());
    text.append(backward ? " backward" : " forward");
    String ranges = " in " + bounds.ranges() + " ranges";
    line(text, "range ", bounds.terms(), bounds.isSeveral() ? ranges : "");
    line(text, "given ", guaranteed, " by the index");
    line(text, "filter ", onEntry, path().index() == null ? "" : " in the entry");
    if (path().index() != null) {
      text.append(covering ? "\ncovering" : "\nfetch the row");
    }
    line(text, "filter ", onRow, "");
    if (!request.order().isEmpty()) {
      text.append(sorts ? "\nsort in memory by " : "\norder by ");
      String separator = "";
      for (OrderColumn column : request.order()) {
        text.append(separator).append(path().table().columns().get(column.ordinal()).name());
        text.append(column.descending() ? " descending" : "");
        separator = ", ";
      }
    }
    if (request.limit() != Long.MAX_VALUE) {
      text.append("\nlimit ").append(request.limit());
    }
    if (choice.estimate() != null) {
      text.append("\nestimated ").append(choice.estimate());
    }
    return text.toString();
  }

  /**
   * The plan and what else there was to choose from: one line for each candidate, with its estimate
   * where the table was analyzed.
   *
   * @return the text; allocates
   */
  public String explainChoice() {
    StringBuilder text = new StringBuilder(explain());
    text.append(choice.estimate() == null ? "\nchosen by rule" : "\nchosen by cost").append(" of");
    for (String line : choice.considered()) {
      text.append("\n  ").append(line);
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String step, List<Conjunct> terms, String where) {
    if (!terms.isEmpty()) {
      text.append('\n').append(step);
      for (int i = 0; i < terms.size(); i++) {
        text.append(i == 0 ? "" : " and ").append(terms.get(i).text());
      }
      text.append(where);
    }
  }

  /**
   * The plan as text.
   *
   * @return {@link #explain()}
   */
  @Override
  public String toString() {
    return explain();
  }
}
