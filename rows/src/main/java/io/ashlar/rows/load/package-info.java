/**
 * Loads: rows that come at once and by the million.
 *
 * <p>Read {@link io.ashlar.rows.load.Loads} first, which chooses. {@code FileLoad} sorts rows, and
 * then the entries of each index, by {@code EntrySorter} (blocks in memory, runs on disk, merged),
 * and puts them into files of the store ({@link io.ashlar.store.Ingest}) in keyspaces of their own;
 * {@link io.ashlar.rows.ddl.LoadChanges} makes these the keyspaces of the table. {@code CommitLoad}
 * hands rows to a writer instead.
 *
 * <p><b>Neighbours</b>: {@code ddl}, {@code entry}, {@code write} and {@code ingest} below; {@code
 * table} above. <b>Threads</b>: a load belongs to the thread that runs it. <b>Errors</b>: those of
 * an insert; whatever ends a load by files leaves the table as it was. The next room is {@code
 * io.ashlar.rows.table}.
 */
package io.ashlar.rows.load;
