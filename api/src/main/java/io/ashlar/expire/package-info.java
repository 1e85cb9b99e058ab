/**
 * Giving back the space of rows that have expired.
 *
 * <p>Rows that {@linkplain io.ashlar.schema.Expiration expire} are invisible from their time on,
 * whether anybody removes them or not. {@link io.ashlar.expire.Sweeper} removes them, and {@link
 * io.ashlar.expire.SweepOptions} says how fast. {@link io.ashlar.Maintenance#startSweeper} starts
 * one.
 *
 * <p><b>Threads</b>: all types here may be shared. <b>Errors</b>: {@link
 * io.ashlar.error.IllegalUseException} for options out of range.
 */
package io.ashlar.expire;
