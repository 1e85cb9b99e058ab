package io.ashlar.rows.plan;

import io.ashlar.rows.predicate.CompiledPredicate;
import io.ashlar.rows.predicate.Condition;
import io.ashlar.rows.predicate.Conjunct;
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
  private final boolean backward;
  private final boolean covering;
  private final List<Conjunct> onEntry = new ArrayList<>();
  private final List<Conjunct> onRow = new ArrayList<>();
  private final Condition entryFilter;
  private final Condition rowFilter;

  /** The terms that the bounds stand for, for keys that cannot be written. */
  private final Condition unboundedEntryFilter;

  Plan(Request request, Bounds bounds, boolean backward) {
    this.request = request;
    this.bounds = bounds;
    this.backward = backward;
    BitSet needed = (BitSet) request.selected().clone();
    List<Conjunct> bounding = new ArrayList<>();
    for (Conjunct term : request.predicate().terms()) {
      if (bounds.stands(term)) {
        bounding.add(term);
        continue;
      }
      needed.or(term.columns());
      (bounds.path().covers(term.columns()) ? onEntry : onRow).add(term);
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

  Bounds bounds() {
    return bounds;
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
    return path().index() == null && path().isOneKey(bounds.equalities().size());
  }

  /**
   * Whether the predicate fixes a whole unique key, so that one entry at most is walked.
   *
   * @return true when so, for a primary key or a unique index without nulls
   */
  public boolean isOneEntry() {
    if (!path().isOneKey(bounds.equalities().size())) {
      return false;
    }
    for (Conjunct term : bounds.equalities()) {
      if (term.comparison() == null) {
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
    line(text, "range ", bounds.terms(), "");
    line(text, "filter ", onEntry, path().index() == null ? "" : " in the entry");
    if (path().index() != null) {
      text.append(covering ? "\ncovering" : "\nfetch the row");
    }
    line(text, "filter ", onRow, "");
    if (!request.order().isEmpty()) {
      text.append("\norder by ");
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
