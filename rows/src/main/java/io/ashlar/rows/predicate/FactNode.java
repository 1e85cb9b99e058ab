package io.ashlar.rows.predicate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A predicate without negations. Immutable. */
sealed interface FactNode {

  /** Adds the ordinals of the columns that it reads. */
  void columns(BitSet into);

  /**
   * The cases of a disjunction that shares a column with a goal, one of which is true where it is:
   * none where it is never true. Null for any other node, whose cases would prove nothing that it
   * does not prove itself.
   */
  List<FactNode> cases(FactNode goal);

  /** All of several; true when there are none. */
  record All(List<FactNode> terms) implements FactNode {

    @Override
    public void columns(BitSet into) {
      terms.forEach(term -> term.columns(into));
    }

    @Override
    public List<FactNode> cases(FactNode goal) {
      return null;
    }
  }

  /** One of several; false when there are none. */
  record Any(List<FactNode> terms) implements FactNode {

    @Override
    public void columns(BitSet into) {
      terms.forEach(term -> term.columns(into));
    }

    @Override
    public List<FactNode> cases(FactNode goal) {
      BitSet own = new BitSet();
      columns(own);
      BitSet asked = new BitSet();
      goal.columns(asked);
      return terms.isEmpty() || own.intersects(asked) ? terms : null;
    }
  }

  /** A fact. */
  record Leaf(Fact fact) implements FactNode {

    @Override
    public void columns(BitSet into) {
      into.or(fact.columns());
    }

    /** A column that is one of several values: each of them, where the goal has cases as well. */
    @Override
    public List<FactNode> cases(FactNode goal) {
      BitSet asked = new BitSet();
      goal.columns(asked);
      boolean several = fact instanceof Fact.Member member && member.values().size() > 1;
      if (!several || !(goal instanceof Any) || !fact.columns().intersects(asked)) {
        return null;
      }
      List<FactNode> cases = new ArrayList<>();
      for (Operand value : ((Fact.Member) fact).values()) {
        cases.add(new Leaf(new Fact.Member(fact.columns(), List.of(value))));
      }
      return cases;
    }
  }
}
