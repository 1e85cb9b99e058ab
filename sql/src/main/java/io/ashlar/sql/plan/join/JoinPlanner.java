package io.ashlar.sql.plan.join;

import io.ashlar.sql.join.HashJoin;
import io.ashlar.sql.scalar.Scalar;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Decides in which order tables are joined, and how.
 *
 * <p>Of inner joins the one with the fewest rows comes first, then always what is connected with
 * what is there by an equality and makes the fewest rows of it; what is connected by nothing comes
 * last. Equal ones stay as they were written. The sides of outer joins stay where they are.
 *
 * <p>A table is read once for each row that is there when a key of it begins with a column that
 * must be equal to something of that row, unless the rows that are there are many, and more than a
 * few of the table's would be read anyway. Else, where something must be equal, the side with fewer
 * rows is kept and found by hash. Else a range of a key is read for each row, if there is one, or
 * all rows are kept and tried; a table that is too large for that is read again and again. Rows
 * that are locked are never kept, so that no more of them are locked than must be read.
 */
public final class JoinPlanner {

  /** From how many rows on another table is read whole rather than by key for each of them. */
  private static final double MANY = 1_000;

  /** What a row by key costs, in rows of a scan. */
  private static final double BY_KEY = 4;

  /** The largest table that is kept to be tried row by row. */
  private static final double MOST_TRIED = 100_000;

  private final Terms terms;
  private final JoinEstimate estimate;
  private final BitSet locked;

  /** A plan and the number of rows that are expected of it. */
  private record Planned(JoinPlan plan, double rows) {}

  /**
   * What is to be joined to what is there.
   *
   * @param node the right side
   * @param own what names it alone
   * @param joining what names both
   */
  private record Next(JoinNode node, List<Term> own, List<Term> joining) {}

  /**
   * For one query block.
   *
   * @param terms bind conditions
   * @param locked the numbers of the items whose rows are locked
   */
  public JoinPlanner(Terms terms, BitSet locked) {
    this.terms = terms;
    this.estimate = new JoinEstimate(terms);
    this.locked = locked;
  }

  /**
   * Plans a group and all that is within it.
   *
   * @param group as {@link JoinNode#settle} left it
   * @return how its rows are found, with all conditions bound
   * @throws io.ashlar.sql.error.SqlException when a condition cannot be bound, with line and column
   */
  public JoinPlan plan(JoinNode.Group group) {
    return group(group).plan;
  }

  private Planned group(JoinNode.Group group) {
    if (group.children().size() == 1
        && group.children().get(0) instanceof JoinNode.Leaf leaf
        && leaf.item().needed().isEmpty()) {
      return one(leaf.item(), group.terms());
    }
    List<Term> left = new ArrayList<>(group.terms());
    List<JoinNode> open = new ArrayList<>(group.children());
    Planned current = new Planned(new JoinPlan.Nothing(), 1);
    BitSet placed = FromItem.NONE;
    while (!open.isEmpty()) {
      Next next = placed.isEmpty() ? first(open, left) : best(open, left, placed, current.rows);
      current =
          placed.isEmpty()
              ? alone(next.node, next.own)
              : attached(current, placed, next, HashJoin.Kind.INNER);
      open.remove(next.node);
      left.removeAll(next.own);
      left.removeAll(next.joining);
      placed = Term.union(placed, next.node.sources());
    }
    return filtered(current, left);
  }

  /** One item by itself, where there is nothing to choose. */
  private Planned one(FromItem item, List<Term> all) {
    List<Term> own = new ArrayList<>(all.size());
    List<Term> above = new ArrayList<>(0);
    for (Term term : all) {
      (term.isVolatile() || term.sources().isEmpty() ? above : own).add(term);
    }
    return filtered(new Planned(read(item, FromItem.NONE, own), JoinEstimate.rows(item)), above);
  }

  private Planned filtered(Planned rows, List<Term> conditions) {
    return conditions.isEmpty()
        ? rows
        : new Planned(new JoinPlan.Filtered(rows.plan, terms.and(conditions)), rows.rows);
  }

  private Next first(List<JoinNode> open, List<Term> all) {
    Next best = null;
    double fewest = Double.MAX_VALUE;
    for (JoinNode node : open) {
      List<Term> own = Term.of(all, node.sources());
      double rows = estimate.rows(node, own);
      if (isReady(node, FromItem.NONE) && rows < fewest && (best == null || locked.isEmpty())) {
        best = new Next(node, own, List.of());
        fewest = rows;
      }
    }
    return best;
  }

  /** Whether all is there that a node names. */
  private static boolean isReady(JoinNode node, BitSet placed) {
    return !(node instanceof JoinNode.Leaf leaf) || Term.isWithin(leaf.item().needed(), placed);
  }

  private Next best(List<JoinNode> open, List<Term> all, BitSet placed, double rows) {
    Next best = null;
    double fewest = Double.MAX_VALUE;
    int weakest = Integer.MAX_VALUE;
    for (JoinNode node : open) {
      if (!isReady(node, placed)) {
        continue;
      }
      BitSet sources = node.sources();
      BitSet both = Term.union(placed, sources);
      List<Term> own = Term.of(all, sources);
      List<Term> joining = joining(all, sources, both);
      int bond = bond(joining);
      double joined = estimate.joined(rows, node, estimate.rows(node, own), own, joining);
      boolean better = bond < weakest || (bond == weakest && joined < fewest);
      if (better && (best == null || locked.isEmpty())) {
        best = new Next(node, own, joining);
        fewest = joined;
        weakest = bond;
      }
    }
    return best;
  }

  /** Those of some terms that name both sides. */
  private static List<Term> joining(List<Term> all, BitSet right, BitSet both) {
    List<Term> joining = new ArrayList<>(all.size());
    for (Term term : all) {
      if (term.isOf(both) && !term.isOf(right)) {
        joining.add(term);
      }
    }
    return joining;
  }

  /** How loosely something is connected with what is there: 0 by an equality, 2 not at all. */
  private static int bond(List<Term> joining) {
    for (Term term : joining) {
      if (term.isEquality()) {
        return 0;
      }
    }
    return joining.isEmpty() ? 2 : 1;
  }

  /** Plans what is joined to nothing. */
  private Planned alone(JoinNode node, List<Term> own) {
    if (node instanceof JoinNode.Group group) {
      return group(group);
    }
    double rows = estimate.rows(node, own);
    if (node instanceof JoinNode.Leaf leaf) {
      return new Planned(read(leaf.item(), FromItem.NONE, own), rows);
    }
    return filtered(outer((JoinNode.Outer) node), own);
  }

  private JoinPlan read(FromItem item, BitSet available, List<Term> own) {
    item.place(available);
    for (Term term : own) {
      if (!item.judges(term, terms)) {
        item.filter(terms.bind(term));
      }
    }
    return new JoinPlan.Read(item);
  }

  private Planned outer(JoinNode.Outer outer) {
    Planned left = group(outer.left());
    JoinNode.Group right = outer.right();
    boolean single =
        right.children().size() == 1
            && right.children().get(0) instanceof JoinNode.Leaf
            && right.terms().stream().allMatch(term -> term.isOf(right.sources()));
    Next next =
        single
            ? new Next(right.children().get(0), right.terms(), outer.terms())
            : new Next(right, List.of(), outer.terms());
    HashJoin.Kind kind = outer.full() ? HashJoin.Kind.FULL : HashJoin.Kind.LEFT;
    return attached(left, outer.left().sources(), next, kind);
  }

  private Planned attached(Planned left, BitSet placed, Next next, HashJoin.Kind kind) {
    double rightRows = estimate.rows(next.node, next.own);
    double rows = estimate.joined(left.rows, next.node, rightRows, next.own, next.joining);
    if (kind != HashJoin.Kind.INNER) {
      rows = Math.max(rows, left.rows);
    }
    FromItem item = next.node instanceof JoinNode.Leaf leaf ? leaf.item() : null;
    boolean outer = kind == HashJoin.Kind.LEFT;
    if (item != null && !item.needed().isEmpty()) {
      JoinPlan inner = read(item, placed, next.own);
      return new Planned(new JoinPlan.Loop(left.plan, inner, terms.and(next.joining), outer), rows);
    }
    boolean byKey = item != null && item.table() != null && kind != HashJoin.Kind.FULL;
    boolean few = left.rows < MANY || left.rows * BY_KEY <= (byKey ? JoinEstimate.rows(item) : 0);
    JoinPlan lookup = byKey && few ? lookup(left.plan, item, placed, next, true, outer) : null;
    if (lookup != null) {
      return new Planned(lookup, rows);
    }
    return new Planned(kept(left, placed, next, kind, byKey ? item : null), rows);
  }

  /** The same as by key, but null where no key begins with what a term compares. */
  private JoinPlan lookup(
      JoinPlan left, FromItem item, BitSet placed, Next next, boolean equal, boolean outer) {
    List<Term> keys = new ArrayList<>(next.joining.size());
    for (Term term : next.joining) {
      if (item.isByKey(term, terms, equal)) {
        keys.add(term);
      }
    }
    if (keys.isEmpty()) {
      return null;
    }
    List<Term> above = new ArrayList<>(0);
    JoinPlan inner = inner(item, placed, next, above);
    keys.removeAll(above);
    return keys.isEmpty() ? null : new JoinPlan.Loop(left, inner, terms.and(above), outer);
  }

  private JoinPlan byKey(JoinPlan left, FromItem item, BitSet placed, Next next, boolean outer) {
    List<Term> above = new ArrayList<>(0);
    JoinPlan inner = inner(item, placed, next, above);
    return new JoinPlan.Loop(left, inner, terms.and(above), outer);
  }

  /** Hands down to a table what it judges of all terms; those above go with rows that are there. */
  private JoinPlan inner(FromItem item, BitSet placed, Next next, List<Term> above) {
    JoinPlan inner = read(item, placed, next.own);
    for (Term term : next.joining) {
      if (!item.judges(term, terms)) {
        above.add(term);
      }
    }
    return inner;
  }

  /** Joins by what is kept of one side; {@code item} where the right side is a table. */
  private JoinPlan kept(Planned left, BitSet placed, Next next, HashJoin.Kind kind, FromItem item) {
    BitSet sources = next.node.sources();
    boolean outer = kind == HashJoin.Kind.LEFT;
    boolean locks = locked.intersects(Term.union(placed, sources));
    if (locks && kind != HashJoin.Kind.FULL) {
      return item == null
          ? new JoinPlan.Loop(
              left.plan, alone(next.node, next.own).plan, terms.and(next.joining), outer)
          : byKey(left.plan, item, placed, next, outer);
    }
    List<Scalar> lefts = new ArrayList<>();
    List<Scalar> rights = new ArrayList<>();
    List<Term> above = new ArrayList<>();
    for (Term term : next.joining) {
      Terms.Equality equality = terms.equality(term, placed, sources);
      if (equality == null) {
        above.add(term);
      } else {
        lefts.add(equality.one());
        rights.add(equality.other());
      }
    }
    if (item != null && lefts.isEmpty()) {
      JoinPlan again =
          JoinEstimate.rows(item) > MOST_TRIED
              ? byKey(left.plan, item, placed, next, outer)
              : lookup(left.plan, item, placed, next, false, outer);
      if (again != null) {
        return again;
      }
    }
    Planned right = alone(next.node, next.own);
    Scalar condition = terms.and(above);
    return kind == HashJoin.Kind.INNER && left.rows < right.rows
        ? new JoinPlan.Hash(right.plan, left.plan, rights, lefts, condition, kind)
        : new JoinPlan.Hash(left.plan, right.plan, lefts, rights, condition, kind);
  }
}
