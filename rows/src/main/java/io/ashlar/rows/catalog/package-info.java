/**
 * The catalog: what tables, columns and indexes there are, and where their rows live.
 *
 * <p>Read {@link io.ashlar.rows.catalog.TableDefinition} first: an immutable table at one epoch,
 * made by {@link io.ashlar.rows.catalog.Definitions} and stored by {@link
 * io.ashlar.rows.catalog.CatalogStore}, as {@code CatalogRows}. The catalog is ordinary keys in the
 * store, written by ordinary transactions, in keyspaces below 16:
 *
 * <table>
 * <caption>Keyspaces of the catalog</caption>
 * <tr><th>keyspace</th><th>key</th><th>payload</th></tr>
 * <tr><td>1</td><td>LONG table id</td><td>the definition, below</td></tr>
 * <tr><td>2</td><td>LONG 1</td><td>next table id (int), next keyspace id (int), and in version 2
 *     the features (int), below</td></tr>
 * <tr><td>3</td><td>LONG keyspace id</td><td>empty: its space is to be given back</td></tr>
 * <tr><td>4</td><td>LONG sequence id</td><td>a sequence, below</td></tr>
 * <tr><td>5</td><td>LONG keyspace id</td><td>an index that is being built, below</td></tr>
 * <tr><td>6</td><td>LONG table id</td><td>statistics, see {@code io.ashlar.rows.analyze}</td></tr>
 * <tr><td>7</td><td>LONG table id, bound</td><td>a partition, below</td></tr>
 * <tr><td>8</td><td>LONG table id</td><td>how the table keeps its history: since which timestamp,
 *     for how many milliseconds, milliseconds of a bucket (longs)</td></tr>
 * <tr><td>9</td><td>LONG foreign key id</td><td>a foreign key, below</td></tr>
 * <tr><td>10</td><td>LONG view id</td><td>a view, below</td></tr>
 * </table>
 *
 * <p>The payloads are specified in {@link io.ashlar.rows.catalog.format}. The commit timestamp in
 * the header of a row is part of the meaning: that of a definition is the time from which views
 * read the table by it, that of a keyspace to reclaim is the time of its drop.
 *
 * <p>The counters are of version 1 until the catalog has something that a reader must not overlook:
 * then they are of version 2, which names it by the bits of the features, 1 for foreign keys and 2
 * for views. What does not know version 2 or one of the bits does not open the store. When the last
 * of them is dropped, the counters are of version 1 again.
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
 * <p><b>Neighbours</b>: the records of {@code io.ashlar.rows.catalog.format}, which is the room to
 * read next, codec, txn and {@code io.ashlar.schema} below; {@code io.ashlar.rows.table} above.
 * <b>Threads</b>: definitions are immutable; the store belongs to one schema change at a time.
 * <b>Errors</b>: bytes that were not written by this package are {@link
 * io.ashlar.error.CorruptionException}.
 */
package io.ashlar.rows.catalog;
