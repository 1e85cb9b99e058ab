package io.ashlar.rows.plan;

import io.ashlar.rows.catalog.TableDefinition;
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
 * @param limit most rows, those that are passed over included, {@link Long#MAX_VALUE} for all
 * @param offset how many of them are passed over before the first is shown
 * @param sorting whether rows may be sorted
 */
public record Request(
    CompiledPredicate predicate,
    BitSet selected,
    List<OrderColumn> order,
    String using,
    boolean reverse,
    long limit,
    long offset,
    Sorting sorting) {

  /**
   * The columns that a statement needs which finds rows by their keys alone.
   *
   * @param definition the table
   * @return ordinals of the primary key; a new object
   */
  public static BitSet primaryKeyOf(TableDefinition definition) {
    BitSet ordinals = new BitSet();
    for (int ordinal : definition.primaryKey()) {
      ordinals.set(ordinal);
    }
    return ordinals;
  }
}
