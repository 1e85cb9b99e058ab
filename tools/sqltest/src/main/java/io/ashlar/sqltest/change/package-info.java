/**
 * Statements that change a table, in the dialects of all engines: start with {@link
 * io.ashlar.sqltest.change.Change}. What an engine has no words for is written as what comes to the
 * same there.
 */
package io.ashlar.sqltest.change;
