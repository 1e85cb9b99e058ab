/**
 * Rows of a table to files and back: {@code dump} and {@code load}.
 *
 * <p>Read {@link io.ashlar.cli.transfer.LoadCommand} first: {@code FileRows} gives the rows of the
 * files, read by {@code CsvRecords} or {@code JsonRecords}, to {@link io.ashlar.Table#load}. {@link
 * io.ashlar.cli.transfer.DumpCommand} writes what a query gives, as the shell does, in forms that
 * {@code ColumnText} reads.
 *
 * <p><b>Neighbours</b>: the public API, SQL and the formats of the shell, FastCSV and Jackson;
 * {@code io.ashlar.cli} above. <b>Threads</b>: the caller's. <b>Errors</b>: a record that cannot be
 * a row is told with file, line and column; exceptions of the store pass through.
 */
package io.ashlar.cli.transfer;
