/**
 * The database: what is put together when one is opened, and the objects that users hold.
 *
 * <p>Read {@link io.ashlar.rows.database.Databases} first; {@link
 * io.ashlar.rows.database.EmbeddedProvider} is how the face finds it. {@code DatabaseHandle} owns
 * store, transactions and catalog, {@code SchemaHandle}, {@code MaintenanceHandle} and {@code
 * MonitorHandle} are what it gives out of itself, and {@code DatabaseClose} ends them all.
 *
 * <p><b>Neighbours</b>: all other packages of {@code io.ashlar.rows} and the modules below; only
 * {@code io.ashlar} above. <b>Threads</b>: shared by all. <b>Errors</b>: those of {@link
 * io.ashlar.error}. The next room is {@code io.ashlar.rows.ddl}.
 */
package io.ashlar.rows.database;
