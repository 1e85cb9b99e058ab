/**
 * How SQL fails.
 *
 * <p>There is one exception, {@link io.ashlar.sql.error.SqlException}. It tells by a code what
 * failed and by line and column where; the codes that are given are in {@link
 * io.ashlar.sql.error.SqlState}. What the database throws passes through as it is; its code is told
 * by {@link io.ashlar.sql.error.FailureState}.
 */
package io.ashlar.sql.error;
