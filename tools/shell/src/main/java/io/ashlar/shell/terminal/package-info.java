/**
 * The terminal: lines with history and completion, prompts, and results page by page.
 *
 * <p>Read {@link io.ashlar.shell.terminal.TerminalLines} first. <b>Neighbours</b>: JLine, which
 * edits lines; the words and tokens of SQL. <b>Threads</b>: that of the shell. <b>Errors</b>:
 * {@link java.io.IOException} of the terminal.
 */
package io.ashlar.shell.terminal;
