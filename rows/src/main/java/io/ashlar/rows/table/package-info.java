/**
 * Tables as users hold them.
 *
 * <p>Read {@link io.ashlar.rows.table.TableHandle} first: it makes the statements of a table;
 * {@link io.ashlar.rows.table.TableHandles} keeps one for each table of a database, with what
 * statements borrow.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.rows.read}, {@code io.ashlar.rows.write}, {@code
 * io.ashlar.rows.ingest} and {@code io.ashlar.rows.session} below; {@code io.ashlar.rows.database}
 * above. <b>Threads</b>: handles of tables are shared. <b>Errors</b>: {@link
 * io.ashlar.error.ClosedException} for a table that was dropped, {@link
 * io.ashlar.error.SchemaException} for what the table does not have.
 */
package io.ashlar.rows.table;
