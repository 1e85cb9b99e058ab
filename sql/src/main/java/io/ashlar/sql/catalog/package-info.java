/**
 * What the database knows of itself, as tables: {@code information_schema}.
 *
 * <p>The rows are computed from the schema of the database each time a statement reads them.
 *
 * <p>Read first: {@link io.ashlar.sql.catalog.CatalogTable}. Neighbours: {@code sql.execute} below,
 * {@code sql.plan}, which plans such tables as queries, above. Immutable but for the rows of one
 * statement, which belong to its thread.
 */
package io.ashlar.sql.catalog;
