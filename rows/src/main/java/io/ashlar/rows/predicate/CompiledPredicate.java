package io.ashlar.rows.predicate;

import io.ashlar.error.IllegalUseException;
import io.ashlar.rows.catalog.TableDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * A predicate compiled against one definition of a table: the terms of its conjunction, and the
 * whole as one condition.
 */
public final class CompiledPredicate {

  private final TableDefinition table;
  private final List<Conjunct> terms;
  private final Condition whole;
  private final Operand[] operands;

  /** Pairs of bounds of one column: the lower at an even place, its upper behind it. */
  private final Conjunct[] bounds;

  /** The term that leaves out rows which have expired, or null. */
  private final NotExpired live;

  CompiledPredicate(TableDefinition table, List<Conjunct> terms, NotExpired live) {
    this.live = live;
    this.table = table;
    this.terms = List.copyOf(terms);
    this.whole = allOf(this.terms);
    this.operands =
        terms.stream()
            .map(Conjunct::operand)
            .filter(operand -> operand != null)
            .toArray(Operand[]::new);
    this.bounds = pairs(this.terms);
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
   * @param terms the terms
   * @return the condition, true when there are none
   */
  public static Condition allOf(List<Conjunct> terms) {
    return Logic.all(terms.stream().map(Conjunct::condition).toList());
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
   * null. Every parameter is bound.
   *
   * @return true when there is nothing to read
   */
  public boolean isNeverTrue() {
    for (Operand operand : operands) {
      if (operand.isNull()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Checks the ranges that the predicate requires of a column. Bounds without a value are passed
   * over: before the first binding only constants are judged.
   *
   * @throws IllegalUseException when a lower bound is above an upper one
   */
  public void requireUprightRanges() {
    for (int i = 0; i < bounds.length; i += 2) {
      Operand lower = bounds[i].operand();
      Operand upper = bounds[i + 1].operand();
      if (hasValue(lower) && hasValue(upper) && lower.compareValue(upper) > 0) {
        throw new IllegalUseException(
            "The lower bound of a range is above its upper bound.",
            "table",
            table.name(),
            "column",
            table.columns().get(bounds[i].ordinal()).name(),
            "lower",
            lower.valueText(),
            "upper",
            upper.valueText());
      }
    }
  }

  private static boolean hasValue(Operand operand) {
    return operand.isBound() && !operand.isNull();
  }

  private static Conjunct[] pairs(List<Conjunct> terms) {
    List<Conjunct> pairs = new ArrayList<>();
    for (Conjunct lower : terms) {
      for (Conjunct upper : terms) {
        if (lower.isLower() && upper.isUpper() && lower.ordinal() == upper.ordinal()) {
          pairs.add(lower);
          pairs.add(upper);
        }
      }
    }
    return pairs.toArray(new Conjunct[0]);
  }
}
