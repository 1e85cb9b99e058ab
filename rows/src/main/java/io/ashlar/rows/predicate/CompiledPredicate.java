package io.ashlar.rows.predicate;

import java.util.List;

/**
 * A predicate compiled against one definition of a table: the terms of its conjunction, and the
 * whole as one condition.
 */
public final class CompiledPredicate {

  private final List<Conjunct> terms;
  private final Condition whole;

  /** The terms that compare one column with one operand. */
  private final Conjunct[] comparisons;

  /** Whether a term is false for every row, whatever is bound. */
  private final boolean never;

  /** The term that leaves out rows which have expired, or null. */
  private final NotExpired live;

  CompiledPredicate(List<Conjunct> terms, NotExpired live) {
    this.live = live;
    this.terms = List.copyOf(terms);
    this.whole = allOf(this.terms);
    this.never = this.terms.stream().anyMatch(term -> term.condition() == Condition.NEVER);
    this.comparisons =
        terms.stream().filter(term -> term.operand() != null).toArray(Conjunct[]::new);
  }

  /**
   * The terms, all of which must be true.
   *
   * @return the terms; none when every row is selected
   */
  public List<Conjunct> terms() {
    return terms;
  }

  /**
   * The whole predicate.
   *
   * @return the condition
   */
  public Condition whole() {
    return whole;
  }

  /**
   * Some of the terms as one condition.
   *
   * @param terms the terms, that of a filter last
   * @return the condition, true when there are none
   */
  public static Condition allOf(List<Conjunct> terms) {
    int last = terms.size() - 1;
    if (last < 0 || !Filter.isTerm(terms.get(last))) {
      return Logic.all(terms.stream().map(Conjunct::condition).toList());
    }
    Condition filter = terms.get(last).condition();
    return last == 0 ? filter : Filter.behind(allOf(terms.subList(0, last)), filter);
  }

  /**
   * Whether {@link #judgeAt} must be called before rows are judged.
   *
   * @return true when rows can expire
   */
  public boolean expires() {
    return live != null;
  }

  /**
   * Sets the time by which rows are judged, where they {@linkplain #expires() expire}.
   *
   * @param micros microseconds since 1970
   */
  public void judgeAt(long micros) {
    live.judgeAt(micros);
  }

  /**
   * Whether no row can be selected with the values that are bound, because a term compares with
   * null or with a value that no row can have, or is never true. Every parameter is bound. No means
   * unknown.
   *
   * @return true when there is nothing to read
   */
  public boolean isNeverTrue() {
    for (Conjunct term : comparisons) {
      if (term.isNeverTrue()) {
        return true;
      }
    }
    return never;
  }
}
