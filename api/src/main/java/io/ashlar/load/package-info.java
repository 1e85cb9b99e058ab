/**
 * Loading: a million rows and more, near the speed of the disk.
 *
 * <p>Begin with {@link io.ashlar.Table#load}. Rows come from a {@link io.ashlar.load.RowSource},
 * {@link io.ashlar.load.LoadOptions} says how, and {@link io.ashlar.load.LoadReport} what came of
 * it. Where it can be, rows and index entries are sorted into files that become part of the table
 * all at once ({@link io.ashlar.load.LoadMethod}).
 *
 * <p>Rows that come one by one are for a writer, see {@link io.ashlar.ingest}.
 *
 * <p><b>Threads</b>: a load runs on the thread that calls it, which also calls source, listener and
 * handler. <b>Errors</b>: those of an insert; {@link io.ashlar.error.SchemaChangedException} where
 * the table was changed meanwhile.
 */
package io.ashlar.load;
