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
 * <tr><td>4</td><td>LONG sequence id</td><td>a sequence, below</td></tr>
 * <tr><td>5</td><td>LONG keyspace id</td><td>an index that is being built, below</td></tr>
 * <tr><td>6</td><td>LONG table id</td><td>statistics, see {@code io.ashlar.rows.analyze}</td></tr>
 * <tr><td>7</td><td>LONG table id, bound</td><td>a partition, below</td></tr>
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
 *             list of columns, list of ordinals (primary key), list of layouts, list of indexes,
 *             for each column: boolean, constant (default) if true; boolean, constant (initial
 *             value) if true; int sequence id or 0; then list of checks, and for each index the
 *             list of layouts that its entries had before a stored column was widened, and short
 *             bytes, predicate (no bytes for an index of all rows)
 * check:      text name, short bytes, predicate
 * column:     int id, text name, text kind, short precision, short scale, boolean nullable
 * layout:     short version, list of (int columnId, text kind); the last layout is the current one
 * index:      int id, text name, boolean unique, int keyspace,
 *             list of ordinals (key), one boolean descending for each of them,
 *             list of ordinals (stored columns as declared), boolean published
 * build:      byte state, int tableId, int indexId, long rows, int rowsPerSecond, int chunkRows,
 *             boolean verified, bytes position (last row key done)
 * sequence:   text name, int owner (the table of an identity column, or 0), long start, long
 *             increment, long limit, int block, long reserved (how many numbers may be out)
 * predicate:  byte 1, node
 * node:       byte 1, int columnId, byte comparison, constant (comparisons count from 0: =, &lt;&gt;,
 *             &lt;, &lt;=, &gt;, &gt;=, starts with)
 *             byte 2, int columnId, list of constants (one of them)
 *             byte 3, int columnId (is null)
 *             byte 4, list of nodes (and), none of them an and
 *             byte 5, list of nodes (or), none of them an or
 *             byte 6, node (not)
 *             byte 7, byte comparison (but starts with), expression, expression
 *             byte 8, expression (is null)
 *             byte 9, int columnId, char escape, constant (like)
 * expression: byte 1, int columnId; byte 2, constant (a long); byte 3, constant (a double);
 *             byte 4, constant (a decimal); byte 5, byte operator, expression, expression
 *             (operators count from 0: +, -, *, /, %)
 * constant:   byte 1, boolean; byte 2, long for INT and LONG; byte 3, double for FLOAT and DOUBLE;
 *             byte 4, int scale, bytes of the shortest unscaled value; byte 5, UTF-8 bytes;
 *             byte 6, bytes; byte 7, two longs; byte 8, long days; byte 9, long nanoseconds;
 *             byte 10, long seconds, int nanoseconds; bytes are an int of length before them
 *             list of ordinals (stored columns as declared)
 * partition scheme, at the end of a definition: boolean present, and if so
 *             text kind, long size, list of int columnId, list of lists of text (values),
 *             long retained microseconds (0 for ever)
 * expiry, behind it: boolean present, and if so int columnId (0 for the commit), long microseconds
 * partition:  int keyspace, list of (int indexId, int keyspace)
 * </pre>
 *
 * <p>What is built from a definition is on disk as well. A row key is the table's keyspace id and
 * the columns of the primary key, ascending. A row holds the other columns. The key of an index
 * entry is the index's keyspace id and the indexed columns, followed by the encoded primary key
 * unless the index is unique and none of them null. Its value is a row of layout version 1, or
 * higher by one for each widening of stored columns: in unique indexes the encoded primary key as
 * BYTES with column id 0, then the stored columns that do not belong to the primary key.
 *
 * <p>The bound of a partition is a LONG as in keys, the number of its range (of its first time or
 * number, divided by the size and rounded down; months are counted from January 1970), of its list
 * or of its bucket; by lists without values it is the value as in keys. The bucket is the {@code
 * KeyHash} of the columns as in keys, modulo the buckets, unsigned. The keyspaces that the
 * definition itself names hold nothing in a partitioned table.
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
