/**
 * Hands down to a table what it can judge by itself: conditions become predicates, which choose
 * keys and are filtered where the rows are.
 *
 * <p>A comparison is handed down when one side is a column of the table and the other depends on
 * none of its rows; that side becomes a parameter, which is computed once for each run. In a join
 * it may depend on the rows of tables before, which makes the run a lookup by index. What cannot be
 * said as a predicate stays above the table as a filter.
 *
 * <p>Read first: {@link io.ashlar.sql.lower.PredicateLowering}. Neighbours: {@code sql.bind},
 * {@code sql.syntax}, the predicates of the public face. One thread at a time. Nothing is refused
 * here: what cannot be handed down is answered with null.
 */
package io.ashlar.sql.lower;
