package io.ashlar.rows.plan;

import io.ashlar.query.Comparison;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.predicate.Conjunct;
import java.util.ArrayList;
import java.util.List;

/**
 * What a conjunction gives to a key: the longest prefix of columns that it fixes, then one range
 * (or the beginning of a text) of the next column.
 *
 * @param path the key
 * @param equalities terms that fix its first columns, in key order
 * @param lower what bounds the next column from below, or null
 * @param upper what bounds it from above, or null
 * @param prefix what the text in it begins with, or null; then there are no other bounds
 */
record Bounds(
    KeyPath path, List<Conjunct> equalities, Conjunct lower, Conjunct upper, Conjunct prefix) {

  static Bounds of(KeyPath path, List<Conjunct> terms) {
    List<Conjunct> equalities = new ArrayList<>();
    while (equalities.size() < path.bounded()) {
      Conjunct term = fixing(terms, path.ordinals()[equalities.size()]);
      if (term == null) {
        return ranged(path, equalities, terms);
      }
      equalities.add(term);
    }
    return new Bounds(path, equalities, null, null, null);
  }

  private static Bounds ranged(KeyPath path, List<Conjunct> equalities, List<Conjunct> terms) {
    int ordinal = path.ordinals()[equalities.size()];
    Conjunct lower = null;
    Conjunct upper = null;
    Conjunct prefix = null;
    for (Conjunct term : terms) {
      if (term.ordinal() != ordinal) {
        continue;
      }
      if (prefix == null && term.comparison() == Comparison.STARTS_WITH) {
        prefix = term;
      } else if (lower == null && term.isLower()) {
        lower = term;
      } else if (upper == null && term.isUpper()) {
        upper = term;
      }
    }
    return prefix != null
        ? new Bounds(path, equalities, null, null, prefix)
        : new Bounds(path, equalities, lower, upper, null);
  }

  /** The first term that holds a column to one value, or null. */
  static Conjunct fixing(List<Conjunct> terms, int ordinal) {
    for (Conjunct term : terms) {
      if (term.ordinal() == ordinal && term.fixes()) {
        return term;
      }
    }
    return null;
  }

  Bounds in(TableDefinition partition) {
    return new Bounds(path.in(partition), equalities, lower, upper, prefix);
  }

  boolean hasRange() {
    return lower != null || upper != null || prefix != null;
  }

  /** Whether a walk within the bounds meets no row for which the term is not true. */
  boolean stands(Conjunct term) {
    return terms().contains(term);
  }

  List<Conjunct> terms() {
    List<Conjunct> terms = new ArrayList<>();
    for (Conjunct equality : equalities) {
      if (!terms.contains(equality)) {
        terms.add(equality);
      }
    }
    for (Conjunct term : new Conjunct[] {lower, upper, prefix}) {
      if (term != null) {
        terms.add(term);
      }
    }
    return terms;
  }
}
