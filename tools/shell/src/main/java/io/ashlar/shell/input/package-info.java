/**
 * What the shell is told, line by line, and where one statement ends and the next begins.
 *
 * <p>Read {@link io.ashlar.shell.input.StatementSplitter} first. Nothing here knows a database.
 * <b>Threads</b>: one. <b>Errors</b>: {@link java.io.IOException} of what is read.
 */
package io.ashlar.shell.input;
