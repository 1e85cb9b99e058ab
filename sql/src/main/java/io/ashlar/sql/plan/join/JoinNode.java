package io.ashlar.sql.plan.join;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What FROM says of how rows belong together, before it is decided how they are found. */
public sealed interface JoinNode {

  /**
   * The numbers of all sources within.
   *
   * @return not to be changed
   */
  BitSet sources();

  /**
   * One table or query.
   *
   * @param item which
   */
  record Leaf(FromItem item) implements JoinNode {

    @Override
    public BitSet sources() {
      return item.itself();
    }
  }

  /**
   * Rows of all children for which all terms are true, whatever the order in which they are put
   * together.
   *
   * @param children what is joined; more are added
   * @param terms what must be true; more are added, and some move to where they are judged first
   */
  record Group(List<JoinNode> children, List<Term> terms) implements JoinNode {

    /**
     * A node as a group.
     *
     * @param node any
     * @return the same when it is one, else a new one with this child
     */
    public static Group of(JoinNode node) {
      if (node instanceof Group group) {
        return group;
      }
      Group group = new Group(new ArrayList<>(), new ArrayList<>());
      group.children.add(node);
      return group;
    }

    /**
     * Adds what stands to the right of an inner join.
     *
     * @param node any; the children and terms of a group become those of this one
     */
    public void add(JoinNode node) {
      if (node instanceof Group group) {
        children.addAll(group.children);
        terms.addAll(group.terms);
      } else {
        children.add(node);
      }
    }

    @Override
    public BitSet sources() {
      BitSet all = new BitSet();
      for (JoinNode child : children) {
        all.or(child.sources());
      }
      return all;
    }
  }

  /**
   * Rows of the left, alone where nothing of the right goes with them; of both where full.
   *
   * @param full whether rows of the right stay too
   * @param left the side whose rows stay
   * @param right the side that may be null
   * @param terms when rows go together; some move to the right side
   */
  record Outer(boolean full, Group left, Group right, List<Term> terms) implements JoinNode {

    @Override
    public BitSet sources() {
      return Term.union(left.sources(), right.sources());
    }
  }

  /**
   * Puts terms where they are judged first: those of one side of an outer join within that side,
   * where it makes no difference, and an outer join whose lonely rows no term lets through becomes
   * an inner one.
   *
   * @param group all of FROM, which is changed
   * @param binder binds the terms
   */
  static void settle(Group group, Terms binder) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (JoinNode child : List.copyOf(group.children)) {
        if (child instanceof Outer outer && !outer.full && isInner(outer, group.terms, binder)) {
          group.children.remove(child);
          group.add(outer.left);
          group.add(outer.right);
          group.terms.addAll(outer.terms);
          changed = true;
        }
      }
    }
    for (JoinNode child : group.children) {
      if (child instanceof Outer outer) {
        settle(outer, group.terms, binder);
      }
    }
  }

  private static boolean isInner(Outer outer, List<Term> terms, Terms binder) {
    BitSet right = outer.right.sources();
    for (Term term : terms) {
      if (!term.isVolatile()
          && term.sources().intersects(right)
          && binder.rejectsNulls(term, right)) {
        return true;
      }
    }
    return false;
  }

  private static void settle(Outer outer, List<Term> above, Terms binder) {
    if (!outer.full) {
      move(above, outer.left);
      move(outer.terms, outer.right);
    }
    settle(outer.left, binder);
    settle(outer.right, binder);
  }

  private static void move(List<Term> terms, Group to) {
    BitSet sources = to.sources();
    for (Term term : List.copyOf(terms)) {
      if (term.isOf(sources)) {
        terms.remove(term);
        to.terms.add(term);
      }
    }
  }
}
