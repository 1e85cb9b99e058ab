/**
 * Kills of a process that writes batches through the driver: {@link
 * io.ashlar.sqltest.kill.BatchKill} finds each acknowledged batch whole, and no part of one.
 */
package io.ashlar.sqltest.kill;
