/**
 * SQL over a database: sessions, statements and results, without JDBC.
 *
 * <p>A {@link io.ashlar.sql.SqlSession} is one user's place: it has at most one transaction, in
 * which all its statements run, or commits each statement by itself. A driver, a shell or a server
 * stand on it. The transaction is the database's own, so the typed API can be used in it.
 *
 * <p>Read first: {@link io.ashlar.sql.SqlSession}. Neighbours: {@code sql.parse} for the text,
 * {@code sql.plan} and {@code sql.change}, which plan what it means. A session and all that it
 * gives belong to one thread at a time. Failures of SQL are {@link
 * io.ashlar.sql.error.SqlException}, those of the database pass through as they are.
 */
package io.ashlar.sql;
