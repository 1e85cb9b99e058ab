package io.ashlar.fuzz.model.table;

import io.ashlar.fuzz.script.condition.Condition;
import io.ashlar.fuzz.script.condition.Term;
import java.util.LinkedHashSet;
import java.util.Set;

/** The names of columns that occur in a condition or term. */
public final class Mentions {

  private final Set<String> names = new LinkedHashSet<>();

  private Mentions() {}

  /**
   * The columns of a condition.
   *
   * @param condition the condition; null for none
   * @return their names
   */
  public static Set<String> of(Condition condition) {
    Mentions mentions = new Mentions();
    mentions.add(condition);
    return mentions.names;
  }

  /**
   * The columns of a term.
   *
   * @param term the term; null for none
   * @return their names
   */
  public static Set<String> of(Term term) {
    Mentions mentions = new Mentions();
    mentions.add(term);
    return mentions.names;
  }

  private void add(Condition condition) {
    if (condition instanceof Condition.And and) {
      and.terms().forEach(this::add);
    } else if (condition instanceof Condition.Or or) {
      or.terms().forEach(this::add);
    } else if (condition instanceof Condition.Not not) {
      add(not.term());
    } else if (condition instanceof Condition.Filtered filtered) {
      add(filtered.where());
      names.add(filtered.column());
    } else if (condition instanceof Condition.Compare c) {
      names.add(c.column());
    } else if (condition instanceof Condition.In in) {
      names.add(in.column());
    } else if (condition instanceof Condition.Between b) {
      names.add(b.column());
    } else if (condition instanceof Condition.IsNull n) {
      names.add(n.column());
    } else if (condition instanceof Condition.Like like) {
      names.add(like.column());
    } else if (condition instanceof Condition.CompareColumns c) {
      names.add(c.left());
      names.add(c.right());
    } else if (condition instanceof Condition.CompareTerms c) {
      add(c.left());
      add(c.right());
    } else if (condition instanceof Condition.TermIn in) {
      add(in.term());
    } else if (condition instanceof Condition.TermIsNull n) {
      add(n.term());
    }
  }

  private void add(Term term) {
    if (term instanceof Term.Operation o) {
      add(o.left());
      add(o.right());
    } else if (term instanceof Term.Field field) {
      names.add(field.column());
    }
  }
}
