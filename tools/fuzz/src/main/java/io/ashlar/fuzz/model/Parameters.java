package io.ashlar.fuzz.model;

import io.ashlar.fuzz.script.condition.Condition;
import io.ashlar.fuzz.script.condition.Operand;
import io.ashlar.fuzz.script.condition.Term;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The parameters of a condition, in the order in which they occur. */
public final class Parameters {

  private Parameters() {}

  /**
   * Gives other values to the parameters of a condition.
   *
   * @param condition the condition, or null
   * @param values a value for each
   * @return the condition with them
   */
  public static Condition with(Condition condition, Iterator<Object> values) {
    if (condition instanceof Condition.And and) {
      return new Condition.And(all(and.terms(), values));
    }
    if (condition instanceof Condition.Or or) {
      return new Condition.Or(all(or.terms(), values));
    }
    if (condition instanceof Condition.Filtered f) {
      return new Condition.Filtered(with(f.where(), values), f.column(), f.remainder());
    }
    if (condition instanceof Condition.Not not) {
      return new Condition.Not(with(not.term(), values));
    }
    if (condition instanceof Condition.Compare c) {
      return new Condition.Compare(c.column(), c.comparison(), operand(c.operand(), values));
    }
    if (condition instanceof Condition.In in) {
      List<Operand> operands = new ArrayList<>();
      in.operands().forEach(each -> operands.add(operand(each, values)));
      return new Condition.In(in.column(), operands);
    }
    if (condition instanceof Condition.Between b) {
      Operand low = operand(b.low(), values);
      return new Condition.Between(b.column(), low, operand(b.high(), values));
    }
    if (condition instanceof Condition.Like like) {
      return new Condition.Like(like.column(), operand(like.pattern(), values));
    }
    if (condition instanceof Condition.CompareTerms c) {
      Term left = term(c.left(), values);
      return new Condition.CompareTerms(left, c.comparison(), term(c.right(), values));
    }
    if (condition instanceof Condition.TermIn in) {
      return new Condition.TermIn(term(in.term(), values), in.values());
    }
    if (condition instanceof Condition.TermIsNull n) {
      return new Condition.TermIsNull(term(n.term(), values));
    }
    return condition;
  }

  /**
   * The values of the parameters of a condition.
   *
   * @param condition the condition, or null
   * @return the values in order
   */
  public static List<Object> of(Condition condition) {
    List<Object> values = new ArrayList<>();
    collect(condition, values);
    return values;
  }

  private static void collect(Condition condition, List<Object> values) {
    if (condition instanceof Condition.And and) {
      and.terms().forEach(term -> collect(term, values));
    } else if (condition instanceof Condition.Or or) {
      or.terms().forEach(term -> collect(term, values));
    } else if (condition instanceof Condition.Filtered filtered) {
      collect(filtered.where(), values);
    } else if (condition instanceof Condition.Not not) {
      collect(not.term(), values);
    } else if (condition instanceof Condition.Compare c) {
      collect(c.operand(), values);
    } else if (condition instanceof Condition.In in) {
      in.operands().forEach(each -> collect(each, values));
    } else if (condition instanceof Condition.Between b) {
      collect(b.low(), values);
      collect(b.high(), values);
    } else if (condition instanceof Condition.Like like) {
      collect(like.pattern(), values);
    } else if (condition instanceof Condition.CompareTerms c) {
      collect(c.left(), values);
      collect(c.right(), values);
    } else if (condition instanceof Condition.TermIn in) {
      collect(in.term(), values);
    } else if (condition instanceof Condition.TermIsNull n) {
      collect(n.term(), values);
    }
  }

  private static void collect(Operand operand, List<Object> values) {
    if (operand.bound()) {
      values.add(operand.value());
    }
  }

  private static void collect(Term term, List<Object> values) {
    if (term instanceof Term.Operation o) {
      collect(o.left(), values);
      collect(o.right(), values);
    } else if (term instanceof Term.Constant c && c.bound()) {
      values.add(c.value());
    }
  }

  private static List<Condition> all(List<Condition> terms, Iterator<Object> values) {
    List<Condition> others = new ArrayList<>();
    terms.forEach(term -> others.add(with(term, values)));
    return others;
  }

  private static Operand operand(Operand operand, Iterator<Object> values) {
    return operand.bound() ? new Operand(values.next(), true) : operand;
  }

  private static Term term(Term term, Iterator<Object> values) {
    if (term instanceof Term.Operation o) {
      Term left = term(o.left(), values);
      return new Term.Operation(o.operator(), left, term(o.right(), values));
    }
    return term instanceof Term.Constant c && c.bound()
        ? new Term.Constant(values.next(), true, c.numeric())
        : term;
  }
}
