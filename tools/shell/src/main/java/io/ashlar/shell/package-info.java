/**
 * SQL from a terminal, a file, a pipe or the command line, against the store in a directory.
 *
 * <p>Read {@link io.ashlar.shell.Shell} first. Rooms below: what is read and where statements end
 * ({@code input}), how rows look ({@code format}), where they go ({@code output}), how statements
 * run ({@code statement}), commands with a backslash ({@code meta}), and the terminal ({@code
 * terminal}). <b>Neighbours</b>: {@code io.ashlar.sql}; JLine for terminals. <b>Threads</b>: one,
 * beside that which a signal runs on. <b>Exit codes</b>: 0 done; 1 a statement failed, or the
 * store.
 */
package io.ashlar.shell;
