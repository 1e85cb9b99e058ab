/**
 * Statements that define tables, indexes and sequences, carried out by the schema of the database.
 *
 * <p>Each is one change of the schema and is committed by it. Checks and predicates of partial
 * indexes must be of the kind that a table judges by itself; what cannot be stored so is refused.
 *
 * <p>Read first: {@link io.ashlar.sql.define.DefinitionRunner}. Neighbours: {@code sql.bind} and
 * {@code sql.lower} for conditions and defaults. One thread at a time. What is refused here is a
 * {@link io.ashlar.sql.error.SqlException} with line and column; what the schema refuses passes
 * through.
 */
package io.ashlar.sql.define;
