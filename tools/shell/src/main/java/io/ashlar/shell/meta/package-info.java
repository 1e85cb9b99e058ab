/**
 * Commands that begin with a backslash: what there is in the database, and how the shell behaves.
 *
 * <p>Read {@link io.ashlar.shell.meta.MetaCommands} first. <b>Threads</b>: one. <b>Errors</b>: told
 * where they happen.
 */
package io.ashlar.shell.meta;
