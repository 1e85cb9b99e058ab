/**
 * Makes the statements that select rows, for tables.
 *
 * <p>Read {@link io.ashlar.rows.scan.ScanStatements} first; {@link io.ashlar.rows.scan.CheckJudge}
 * judges rows by the checks of their table.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.rows.read} and {@code io.ashlar.rows.write} below; {@code
 * io.ashlar.rows.database} wires it in. <b>Threads</b>: {@link io.ashlar.rows.scan.ScanStatements}
 * is shared.
 */
package io.ashlar.rows.scan;
