/**
 * What the catalog stores, as records, and the bytes of each.
 *
 * <p>Read {@link io.ashlar.rows.catalog.format.TableRecord} first, then {@link
 * io.ashlar.rows.catalog.format.CatalogFormat}.
 *
 * <p>Values are rows ({@code io.ashlar.codec.row}) of layout version 1 with one column of BYTES, id
 * 1, never null: the payload. It begins with a version byte: 1, or 2 for the definition of a table
 * that has properties, which one of version 1 has not; both are read. Numbers are big-endian,
 * counts and ordinals unsigned shorts, booleans one byte 0 or 1, texts a short of bytes and UTF-8,
 * lists a count and their elements.
 *
 * <pre>
 * definition: int id, text name, int keyspace, long epoch, int nextColumnId, int nextIndexId,
 *             list of columns, list of ordinals (primary key), list of layouts, list of indexes,
 *             for each column: boolean, constant (default) if true; boolean, constant (initial
 *             value) if true; int sequence id or 0; then list of checks, and for each index the
 *             list of layouts that its entries had before a stored column was widened, and short
 *             bytes, predicate (no bytes for an index of all rows)
 * check:      text name, short bytes, predicate
 * column:     int id, text name, text kind, short precision, short scale, boolean nullable; one
 *             by the name "(row)", LONG and numbered by a sequence, is the primary key of a table
 *             without
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
 * properties, behind that, of version 2 alone: int how many, at least 1, and so many of
 *             byte kind, int columnId (0 for the table), and by kind (in the order of kinds and then
 *             of columns, the table first)
 *             1: text, the declared type
 *             2: int, the greatest length
 *             3: text, the comment of the column or table
 *             4: text kind, text sequence or empty, the default that is computed
 * foreign key: text name, int tableId, list of int columnId, int referenced tableId, list of int
 *             columnId (referenced), byte onDelete, byte onUpdate (actions count from 0: no action,
 *             restrict, cascade, set null)
 * partition:  int keyspace, list of (int indexId, int keyspace)
 * view:       text name, list of text (columns), int bytes, UTF-8 (the query), list of uses, text
 *             comment or empty
 * use:        text name (of a table or view), list of text (columns that the query sees), list of
 *             text (columns that it needs)
 * </pre>
 *
 * <p><b>Neighbours</b>: codec and the types of {@code io.ashlar.schema} and {@code io.ashlar.query}
 * below; {@code io.ashlar.rows.catalog}, which makes definitions of the records, above.
 * <b>Threads</b>: records are immutable, everything else is stateless. <b>Errors</b>: bytes that
 * were not written by this package are {@link io.ashlar.error.CorruptionException}.
 */
package io.ashlar.rows.catalog.format;
