/**
 * The commands below {@code ashlar sqltest}, which {@link io.ashlar.sqltest.SqlTestCommands} gives
 * to the command line where this module is on the class path.
 */
package io.ashlar.sqltest;
