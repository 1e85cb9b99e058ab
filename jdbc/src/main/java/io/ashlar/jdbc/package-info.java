/**
 * The JDBC driver: what programs name. All else that it gives is of {@code java.sql}.
 *
 * <p>Read first: {@link io.ashlar.jdbc.AshlarDriver}. Neighbours: {@code jdbc.url} for what a URL
 * says and which database it opens, {@code jdbc.connection} for what runs statements. A driver and
 * a data source may be used by any number of threads; a connection by one at a time.
 */
package io.ashlar.jdbc;
