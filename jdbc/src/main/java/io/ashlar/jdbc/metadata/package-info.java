/**
 * What JDBC asks of a database beside its rows: what it supports, and its tables, columns, keys and
 * indexes as results.
 *
 * <p>Read first: {@link io.ashlar.jdbc.metadata.AshlarMetaData}. Nothing here is refused while the
 * connection is open: what there is none of is an empty result with the columns that JDBC names.
 */
package io.ashlar.jdbc.metadata;
