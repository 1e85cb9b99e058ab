package io.ashlar.sql.lower;

import io.ashlar.query.Column;
import io.ashlar.query.Predicate;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableSchema;
import java.util.HashSet;
import java.util.Set;

/**
 * The columns that partial indexes of a table compare with constants. A query is proved to be about
 * rows of such an index by constants alone: what it compares these columns with is no parameter of
 * its scan, so that a plan which uses the index serves no other values.
 */
public final class ProvingColumns {

  private ProvingColumns() {}

  /**
   * Of a table.
   *
   * @param table its definition
   * @return the names; empty for most tables
   */
  public static Set<String> of(TableSchema table) {
    if (table.indexes().stream().allMatch(index -> index.predicate() == null)) {
      return Set.of();
    }
    Set<String> names = new HashSet<>();
    for (IndexSchema index : table.indexes()) {
      if (index.predicate() != null) {
        add(index.predicate(), names);
      }
    }
    return names;
  }

  /** Whether a column is null, parameters prove as well as constants. */
  private static void add(Predicate predicate, Set<String> names) {
    if (predicate instanceof Predicate.And and) {
      and.terms().forEach(term -> add(term, names));
    } else if (predicate instanceof Predicate.Or or) {
      or.terms().forEach(term -> add(term, names));
    } else if (predicate instanceof Predicate.Not not) {
      add(not.term(), names);
    } else {
      Column column = compared(predicate);
      if (column != null) {
        names.add(column.name());
      }
    }
  }

  private static Column compared(Predicate predicate) {
    if (predicate instanceof Predicate.Compare compare) {
      return compare.column();
    }
    if (predicate instanceof Predicate.In in) {
      return in.column();
    }
    return predicate instanceof Predicate.Like like ? like.column() : null;
  }
}
