/**
 * How work waits that may have to wait for long: schema changes, analyses, and what runs in the
 * background.
 *
 * <p>Read {@link io.ashlar.rows.wait.CloseDeadline} first: until when a close waits for such work,
 * which holds an {@link io.ashlar.rows.wait.OwnedLock} or runs on a thread of its own. {@link
 * io.ashlar.rows.wait.WaitFailure} is what those who wait for transactions give up with, {@link
 * io.ashlar.rows.wait.Pace} what keeps work to a rate, and a {@link io.ashlar.rows.wait.Signal}
 * what wakes those who wait for room.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.error} alone; {@code ddl}, {@code index}, {@code verify},
 * {@code upkeep}, {@code ingest} and {@code database} come here. <b>Threads</b>: a deadline and a
 * pace belong to one thread, the rest is shared. <b>Errors</b>: {@link
 * io.ashlar.error.CloseTimeoutException}, {@link io.ashlar.error.LockTimeoutException}.
 */
package io.ashlar.rows.wait;
