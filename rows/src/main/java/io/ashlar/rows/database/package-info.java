/**
 * The database: what is put together when one is opened, schema changes, and the integrity check.
 *
 * <p>Read {@link io.ashlar.rows.database.Databases} first; {@link
 * io.ashlar.rows.database.EmbeddedProvider} is how the face finds it. {@code DatabaseHandle} owns
 * store, transactions and catalog, {@code SchemaHandle}, {@code MaintenanceHandle} and {@code
 * MonitorHandle} are what it gives out of itself, and {@code DatabaseClose} ends them all. {@code
 * SchemaChanges} runs one change at a time. {@code IndexBuilds} has the builds of indexes, each a
 * {@code BuildRunner} that lets {@code Backfill} give rows their entries. {@code Verifier} compares
 * every row with every entry at one view; {@code Scrub} does so in parts, each at a view of its
 * own, and has {@code EntryRepair} put right what it finds.
 *
 * <p><b>Neighbours</b>: all other packages of {@code io.ashlar.rows} and the modules below; only
 * {@code io.ashlar} above. <b>Threads</b>: shared by all. <b>Errors</b>: those of {@link
 * io.ashlar.error}; a schema change that fails has changed nothing.
 */
package io.ashlar.rows.database;
