/**
 * Results: the getters by number and by label, what is told of columns, and rows in memory.
 *
 * <p>Read first: {@link io.ashlar.jdbc.result.ValueResultSet}. The results of queries that stream
 * are in {@code jdbc.connection}, which has the session. A result belongs to one thread at a time.
 */
package io.ashlar.jdbc.result;
