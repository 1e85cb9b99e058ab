package io.ashlar.query;

import io.ashlar.argument.Arguments;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Terms joined by one connective. A junction of junctions of its kind has all their terms, in
 * order; they are put into one list when they are first asked for, so that a junction which is made
 * term by term, {@code p = p.and(q)}, takes time and memory in proportion to its terms and not to
 * their square.
 */
abstract class Junction {

  private final List<Predicate> parts;
  private final Extent extent;

  /** The terms once they were asked for. Threads may race for it: their lists are equal. */
  private List<Predicate> terms;

  Junction(List<Predicate> parts) {
    this.parts = Arguments.allGiven(parts, "terms");
    this.extent = Extent.ofTerms(getClass(), this.parts);
  }

  /**
   * The terms.
   *
   * @return the terms, none of them of the same kind; immutable
   */
  public final List<Predicate> terms() {
    List<Predicate> known = terms;
    if (known == null) {
      known = List.copyOf(flatten());
      terms = known;
    }
    return known;
  }

  private List<Predicate> flatten() {
    List<Predicate> flat = new ArrayList<>();
    Deque<Predicate> ahead = new ArrayDeque<>();
    pushAll(parts, ahead);
    while (!ahead.isEmpty()) {
      Predicate next = ahead.pop();
      if (next.getClass() != getClass()) {
        flat.add(next);
        continue;
      }
      Junction inner = (Junction) next;
      List<Predicate> known = inner.terms;
      if (known != null) {
        flat.addAll(known);
      } else {
        pushAll(inner.parts, ahead);
      }
    }
    return flat;
  }

  private static void pushAll(List<Predicate> parts, Deque<Predicate> onto) {
    for (int i = parts.size() - 1; i >= 0; i--) {
      onto.push(parts.get(i));
    }
  }

  final Extent extent() {
    return extent;
  }

  /**
   * Equal when it is of the same kind and has equal terms in the same order.
   *
   * @param other the other
   * @return whether they are equal
   */
  @Override
  public final boolean equals(Object other) {
    return this == other
        || (other instanceof Junction that
            && getClass() == that.getClass()
            && terms().equals(that.terms()));
  }

  /**
   * Fits {@link #equals}.
   *
   * @return the hash
   */
  @Override
  public final int hashCode() {
    return 31 * getClass().hashCode() + terms().hashCode();
  }

  /**
   * The kind and the terms.
   *
   * @return the text
   */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + "[terms=" + terms() + "]";
  }
}
