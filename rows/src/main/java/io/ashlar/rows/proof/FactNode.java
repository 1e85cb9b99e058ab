package io.ashlar.rows.proof;

import io.ashlar.rows.predicate.Operand;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A predicate without negations. Immutable. */
sealed interface FactNode {

  /** Ordinals of the columns that it reads; not to be changed. */
  BitSet columns();

  /**
   * The cases of a disjunction that shares a column with a goal, one of which is true where it is:
   * none where it is never true. Null for any other node, whose cases would prove nothing that it
   * does not prove itself.
   */
  List<FactNode> cases(FactNode goal);

  private static BitSet columnsOf(List<FactNode> terms) {
    BitSet columns = new BitSet();
    terms.forEach(term -> columns.or(term.columns()));
    return columns;
  }

  /** All of several; true when there are none. */
  record All(List<FactNode> terms, BitSet columns) implements FactNode {

    All(List<FactNode> terms) {
      this(terms, columnsOf(terms));
    }

    @Override
    public List<FactNode> cases(FactNode goal) {
      return null;
    }
  }

  /** One of several; false when there are none. */
  record Any(List<FactNode> terms, BitSet columns) implements FactNode {

    Any(List<FactNode> terms) {
      this(terms, columnsOf(terms));
    }

    @Override
    public List<FactNode> cases(FactNode goal) {
      return terms.isEmpty() || columns.intersects(goal.columns()) ? terms : null;
    }
  }

  /** A fact. */
  record Leaf(Fact fact) implements FactNode {

    @Override
    public BitSet columns() {
      return fact.columns();
    }

    /** A column that is one of several values: each of them, where the goal has cases as well. */
    @Override
    public List<FactNode> cases(FactNode goal) {
      boolean several = fact instanceof Fact.Member member && member.values().size() > 1;
      if (!several || !(goal instanceof Any) || !fact.columns().intersects(goal.columns())) {
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
