/**
 * Indexes come and go: an index is added for writers first, filled, and then published to readers.
 *
 * <p>Read {@link io.ashlar.rows.index.IndexChanges} first: the two changes of the schema, with the
 * build between them. {@link io.ashlar.rows.index.IndexBuilds} has the builds, each on a thread of
 * its own: a {@code BuildRunner} that lets {@code Backfill} give rows their entries, some in a
 * transaction. Few rows get them at once, by {@code SmallTableFill}.
 *
 * <p><b>Neighbours</b>: {@code ddl}, {@code session} and {@code wait} below, and {@code verify},
 * which checks an index before it is published; {@code database} above. <b>Threads</b>: builds and
 * changes are shared by all, what fills an index belongs to one thread. <b>Errors</b>: {@link
 * io.ashlar.error.ConstraintException} where rows have the same key in a unique index, which takes
 * the index away; after others a build waits to be resumed. The next room is {@code
 * io.ashlar.rows.verify}.
 */
package io.ashlar.rows.index;
