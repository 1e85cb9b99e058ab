/**
 * Statistics of tables: what the planner weighs its choices by.
 *
 * <p>Read {@link io.ashlar.rows.analyze.KeyAnalysis} first: it walks one key, the primary key or
 * that of an index, at one view, and makes {@link io.ashlar.rows.analyze.KeyStatistics} of it:
 * entries, bytes, different prefixes, nulls, and a histogram over the encoded keys, whose byte
 * order is the order of values of every type. {@link io.ashlar.rows.analyze.TableStatistics} holds
 * those of all keys of a table. {@link io.ashlar.rows.analyze.LiveStatistics} is what a table keeps
 * in memory: the statistics of the last analysis and a count of rows that commits move.
 *
 * <p>They are stored in keyspace 6 of the catalog, the key a LONG table id, as rows with one column
 * of BYTES like the rest of the catalog. Numbers are big-endian:
 *
 * <pre>
 * payload:   byte version 1, long rows now, boolean analyzed, then if analyzed:
 *            long rows, long row bytes, short keys, so many keys
 * key:       int keyspace, long entries, long bytes, byte columns,
 *            one (long different prefixes, long nulls) for each column,
 *            short boundaries, so many (byte length and bytes)
 * </pre>
 *
 * <p>A statistic is an estimate and never decides what a statement finds. One that is damaged is
 * passed over at open, with a warning in the log, as though the table had never been analyzed; the
 * integrity check reports it; the next analysis replaces it.
 *
 * <p><b>Neighbours</b>: codec, txn and {@code io.ashlar.rows.catalog} below; {@code
 * io.ashlar.rows.plan}, {@code io.ashlar.rows.table} and {@code io.ashlar.rows.upkeep} above.
 * <b>Threads</b>: statistics are immutable, {@link io.ashlar.rows.analyze.LiveStatistics} is
 * shared, an analysis belongs to one thread. <b>Errors</b>: {@link
 * io.ashlar.error.CorruptionException} for a payload that was not written here.
 */
package io.ashlar.rows.analyze;
