package io.ashlar.rows.plan;

import io.ashlar.rows.predicate.CompiledPredicate;
import java.util.BitSet;
import java.util.List;

/**
 * What a statement asks for, in terms of one definition of its table.
 *
 * @param predicate which rows
 * @param selected ordinals of the columns that are read; not to be changed
 * @param order the order, empty for any
 * @param using the name of the index to walk, {@link Planner#PRIMARY}, or null to let the planner
 *     choose
 * @param reverse whether the key is walked from its end
 * @param limit most rows, {@link Long#MAX_VALUE} for all
 * @param sortBytes what may be used to sort rows where no key gives the order, 0 to refuse that
 */
public record Request(
    CompiledPredicate predicate,
    BitSet selected,
    List<OrderColumn> order,
    String using,
    boolean reverse,
    long limit,
    long sortBytes) {

  /**
   * All rows that a predicate selects, in any order, by any key.
   *
   * @param predicate which rows
   * @param selected ordinals of the columns that are read; not to be changed
   * @return the request
   */
  public static Request of(CompiledPredicate predicate, BitSet selected) {
    return new Request(predicate, selected, List.of(), null, false, Long.MAX_VALUE, 0);
  }
}
