package io.ashlar.sql.plan.join;

import io.ashlar.query.Column;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.KeyPart;
import io.ashlar.schema.TableSchema;
import io.ashlar.sql.syntax.Condition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How many rows are expected, from the counts of tables and what conditions look like. A guess that
 * is good enough to tell the few from the many: {@code =} leaves a tenth, or one row where a key is
 * named whole; an order a third; anything else a half.
 */
final class JoinEstimate {

  /** What a table is taken for that has fewer rows: it may grow while its statement is kept. */
  private static final double LEAST = 10;

  /** What a query in FROM is taken for. */
  private static final double QUERY = 1_000;

  private static final double EQUAL = 0.1;
  private static final double ORDERED = 0.33;
  private static final double OTHER = 0.5;

  private final Terms terms;

  JoinEstimate(Terms terms) {
    this.terms = terms;
  }

  /** The rows of an item before anything is judged. */
  static double rows(FromItem item) {
    return item.table() == null
        ? QUERY
        : Math.max(LEAST, (double) item.table().estimatedRowCount());
  }

  /** The rows of what FROM says, of which some terms must be true that name nothing else. */
  double rows(JoinNode node, List<Term> own) {
    if (node instanceof JoinNode.Leaf leaf) {
      return rows(leaf.item(), own);
    }
    if (node instanceof JoinNode.Outer outer) {
      return Math.max(rows(outer.left(), List.of()), rows(outer.right(), List.of())) * share(own);
    }
    JoinNode.Group group = (JoinNode.Group) node;
    double most = 1;
    for (JoinNode child : group.children()) {
      most = Math.max(most, rows(child, Term.of(group.terms(), child.sources())));
    }
    return most;
  }

  private double rows(FromItem item, List<Term> own) {
    if (item.table() != null && isUnique(item, own)) {
      return 1;
    }
    return Math.max(1, rows(item) * share(own));
  }

  private static double share(List<Term> own) {
    double share = 1;
    for (Term term : own) {
      share *= share(term);
    }
    return share;
  }

  private static double share(Term term) {
    if (term.isEquality()) {
      return EQUAL;
    }
    return term.condition() instanceof Condition.Comparison ? ORDERED : OTHER;
  }

  /** Whether at most one row of a table can fulfil all of some equalities. */
  boolean isUnique(FromItem item, List<Term> equalities) {
    if (item.table() == null || equalities.isEmpty()) {
      return false;
    }
    List<String> columns = new ArrayList<>(equalities.size());
    for (Term term : equalities) {
      Column column = terms.compared(term, item.number(), true);
      if (column != null) {
        columns.add(column.name());
      }
    }
    return new Keys(item.table().schema()).isUnique(columns);
  }

  /** The rows of a join, of sides of so many, by some terms that name both. */
  double joined(double left, JoinNode right, double rightRows, List<Term> own, List<Term> joining) {
    if (right instanceof JoinNode.Leaf leaf) {
      List<Term> all = new ArrayList<>(own.size() + joining.size());
      all.addAll(own);
      all.addAll(joining);
      if (isUnique(leaf.item(), all)) {
        return Math.max(1, left * share(own));
      }
    }
    double rows = left * rightRows;
    for (Term term : joining) {
      // The more rows there are to meet, the more different values they are taken to have.
      rows *= term.isEquality() ? 1 / Math.max(1, rightRows * EQUAL) : share(term);
    }
    return Math.max(1, rows);
  }

  /** What can be found by the keys of a table. Partial indexes do not count. */
  record Keys(TableSchema table) {

    /** Whether rows are found by the value of a column. */
    boolean isFirst(String column) {
      List<String> primary = table.primaryKey();
      return (!primary.isEmpty() && primary.get(0).equals(column))
          || isFirst(table.indexes(), column);
    }

    private static boolean isFirst(List<IndexSchema> indexes, String column) {
      for (IndexSchema index : indexes) {
        if (index.predicate() == null && index.key().get(0).column().equals(column)) {
          return true;
        }
      }
      return false;
    }

    /** Whether the values of some columns say which row it is. */
    boolean isUnique(Collection<String> columns) {
      List<String> primary = table.primaryKey();
      if (!primary.isEmpty() && columns.containsAll(primary)) {
        return true;
      }
      for (IndexSchema index : table.indexes()) {
        if (index.unique() && index.predicate() == null && isWhole(index.key(), columns)) {
          return true;
        }
      }
      return false;
    }

    private static boolean isWhole(List<KeyPart> key, Collection<String> columns) {
      for (KeyPart part : key) {
        if (!columns.contains(part.column())) {
          return false;
        }
      }
      return true;
    }
  }
}
