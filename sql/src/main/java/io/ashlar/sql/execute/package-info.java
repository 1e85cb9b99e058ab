/**
 * Running statements: sources of rows that stand on each other, each moving one row at a time
 * (Graefe, <i>Volcano</i>, 1994).
 *
 * <p>All sources of one query block share a {@link io.ashlar.sql.scalar.Frame}: whoever stands on a
 * row has put the columns that anybody asks for into the slots that are theirs. So a join copies
 * nothing, a filter reads what the scan below it has put there, and only what the statement uses is
 * taken out of rows. {@link io.ashlar.sql.execute.Project} alone writes a frame of its own.
 *
 * <p>Read first: {@link io.ashlar.sql.execute.RowSource}. Neighbours: {@code sql.scalar} for
 * values, {@code sql.access} for tables. A source belongs to one execution, and that to one thread
 * at a time. Failures of tables and of evaluation pass through unchanged; who opened a source
 * closes it. The next room: {@code sql}, whose sessions run them.
 */
package io.ashlar.sql.execute;
