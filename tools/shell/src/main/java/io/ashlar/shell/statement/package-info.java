/**
 * One statement after the other against the open store: run, shown, cancelled.
 *
 * <p>Read {@link io.ashlar.shell.statement.StatementRunner} first. <b>Threads</b>: statements run
 * on one thread; any thread may cancel the one that runs, and the end of the process closes the
 * store. <b>Errors</b>: told where they happen, and handed back as an {@link
 * io.ashlar.shell.statement.Outcome}.
 */
package io.ashlar.shell.statement;
