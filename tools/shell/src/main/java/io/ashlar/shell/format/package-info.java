/**
 * How rows look: aligned, expanded, CSV, JSON.
 *
 * <p>Read {@link io.ashlar.shell.format.RowFormat} first. Rows come one at a time and none is kept,
 * but for the first thousand of the aligned format, which say how wide its columns are.
 * <b>Threads</b>: one. <b>Errors</b>: {@link java.io.IOException} of where it is written; what the
 * rows throw passes through.
 */
package io.ashlar.shell.format;
