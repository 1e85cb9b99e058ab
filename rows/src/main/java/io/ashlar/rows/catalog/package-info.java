/**
 * The catalog: what tables, columns and indexes there are, and where their rows live.
 *
 * <p>Read {@link io.ashlar.rows.catalog.TableDefinition} first: an immutable table at one epoch,
 * made by {@link io.ashlar.rows.catalog.Definitions} and stored by {@link
 * io.ashlar.rows.catalog.CatalogStore}. The catalog is ordinary keys in the store, written by
 * ordinary transactions, in keyspaces below 16:
 *
 * <table>
 * <caption>Keyspaces of the catalog</caption>
 * <tr><th>keyspace</th><th>key</th><th>payload</th></tr>
 * <tr><td>1</td><td>LONG table id</td><td>the definition, below</td></tr>
 * <tr><td>2</td><td>LONG 1</td><td>next table id (int), next keyspace id (int)</td></tr>
 * <tr><td>3</td><td>LONG keyspace id</td><td>empty: its space is to be given back</td></tr>
 * <tr><td>8</td><td>LONG table id</td><td>how the table keeps its history: since which timestamp,
 *     for how many milliseconds, milliseconds of a bucket (longs)</td></tr>
 * </table>
 *
 * <p>Values are rows ({@code io.ashlar.codec.row}) of layout version 1 with one column of BYTES, id
 * 1, never null: the payload. It begins with a version byte, 1. Numbers are big-endian, counts and
 * ordinals unsigned shorts, booleans one byte 0 or 1, texts a short of bytes and UTF-8, lists a
 * count and their elements. The commit timestamp in the row's header is part of the meaning: that
 * of a definition is the time from which views read the table by it, that of a keyspace to reclaim
 * is the time of its drop.
 *
 * <pre>
 * definition: int id, text name, int keyspace, long epoch, int nextColumnId, int nextIndexId,
 *             list of columns, list of ordinals (primary key), list of layouts, list of indexes
 * column:     int id, text name, text kind, short precision, short scale, boolean nullable
 * layout:     short version, list of (int columnId, text kind); the last layout is the current one
 * index:      int id, text name, boolean unique, int keyspace,
 *             list of ordinals (key), one boolean descending for each of them,
 *             list of ordinals (stored columns as declared)
 * </pre>
 *
 * <p>What is built from a definition is on disk as well. A row key is the table's keyspace id and
 * the columns of the primary key, ascending. A row holds the other columns. The key of an index
 * entry is the index's keyspace id and the indexed columns, followed by the encoded primary key
 * unless the index is unique and none of them null. Its value is a row of layout version 1: in
 * unique indexes the encoded primary key as BYTES with column id 0, then the stored columns that do
 * not belong to the primary key.
 *
 * <p>Ids of tables, columns, indexes and keyspaces are never used twice, not after a drop and not
 * after a restart.
 *
 * <p><b>Neighbours</b>: codec, txn and {@code io.ashlar.schema} below; {@code io.ashlar.rows.table}
 * above. <b>Threads</b>: definitions are immutable; the store belongs to one schema change at a
 * time. <b>Errors</b>: bytes that were not written by this package are {@link
 * io.ashlar.error.CorruptionException}.
 */
package io.ashlar.rows.catalog;
