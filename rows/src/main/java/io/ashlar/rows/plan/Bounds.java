package io.ashlar.rows.plan;

import io.ashlar.query.Comparison;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.predicate.Conjunct;
import java.util.ArrayList;
import java.util.List;

/**
 * What a conjunction gives to a key: the longest prefix of columns that it fixes, each to one value
 * or to one of several, then one range (or the beginning of a text) of the next column. Several
 * values make several ranges of the key.
 *
 * @param path the key
 * @param fixing terms that fix its first columns, in key order
 * @param lower what bounds the next column from below, or null
 * @param upper what bounds it from above, or null
 * @param prefix what the text in it begins with, or null; then there are no other bounds
 */
record Bounds(
    KeyPath path, List<Conjunct> fixing, Conjunct lower, Conjunct upper, Conjunct prefix) {

  /** More ranges than this are not worth their searches, nor the time to plan and order them. */
  static final int MAX_RANGES = 1_000;

  /**
   * The bounds of a key.
   *
   * @param several whether a column may be fixed to one of several values
   */
  static Bounds of(KeyPath path, List<Conjunct> terms, boolean several) {
    List<Conjunct> fixing = new ArrayList<>();
    int ranges = 1;
    while (fixing.size() < path.bounded()) {
      int ordinal = path.ordinals()[fixing.size()];
      Conjunct term = fixing(terms, ordinal);
      if (term == null && several) {
        term = fixingToSome(terms, ordinal, MAX_RANGES / ranges);
      }
      if (term == null) {
        return ranged(path, fixing, terms);
      }
      ranges *= term.fixesToSome() ? term.members().size() : 1;
      fixing.add(term);
    }
    return new Bounds(path, fixing, null, null, null);
  }

  private static Bounds ranged(KeyPath path, List<Conjunct> fixing, List<Conjunct> terms) {
    int ordinal = path.ordinals()[fixing.size()];
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
        ? new Bounds(path, fixing, null, null, prefix)
        : new Bounds(path, fixing, lower, upper, null);
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

  private static Conjunct fixingToSome(List<Conjunct> terms, int ordinal, int most) {
    for (Conjunct term : terms) {
      if (term.ordinal() == ordinal && term.fixesToSome() && term.members().size() <= most) {
        return term;
      }
    }
    return null;
  }

  Bounds in(TableDefinition partition) {
    return new Bounds(path.in(partition), fixing, lower, upper, prefix);
  }

  boolean hasRange() {
    return lower != null || upper != null || prefix != null;
  }

  /** Whether some column is fixed to one of several values. */
  boolean isSeveral() {
    // By index, here and below: an iterator for each run would be garbage.
    for (int i = 0; i < fixing.size(); i++) {
      if (fixing.get(i).fixesToSome()) {
        return true;
      }
    }
    return false;
  }

  /** How many ranges there are at most: fewer when values are bound twice. */
  int ranges() {
    int ranges = 1;
    for (Conjunct term : fixing) {
      ranges *= term.fixesToSome() ? term.members().size() : 1;
    }
    return ranges;
  }

  /** How many columns are fixed to one value each. */
  int equalities() {
    int equalities = 0;
    for (Conjunct term : fixing) {
      equalities += term.fixesToSome() ? 0 : 1;
    }
    return equalities;
  }

  /** Whether each range holds one key at most. */
  boolean isKeys() {
    if (!path.isOneKey(fixing.size())) {
      return false;
    }
    for (int i = 0; i < fixing.size(); i++) {
      // A unique key may be null in any number of rows.
      if (!fixing.get(i).fixesToSome() && fixing.get(i).comparison() == null) {
        return false;
      }
    }
    return true;
  }

  /** Whether a walk within the bounds meets no row for which the term is not true. */
  boolean stands(Conjunct term) {
    return terms().contains(term);
  }

  List<Conjunct> terms() {
    List<Conjunct> terms = new ArrayList<>();
    for (Conjunct term : fixing) {
      if (!terms.contains(term)) {
        terms.add(term);
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
