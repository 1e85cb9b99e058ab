/**
 * What a statement is made of: column handles, predicates, parameters, orders.
 *
 * <p>Read {@link io.ashlar.query.Column} first, then {@link io.ashlar.query.Predicate}. All types
 * are immutable descriptions and shared freely between threads; statements compile them.
 * <b>Neighbours</b>: {@code io.ashlar.schema} below; {@code io.ashlar} above. <b>Errors</b>: a
 * description that does not fit its table is refused by the statement that takes it.
 */
package io.ashlar.query;
