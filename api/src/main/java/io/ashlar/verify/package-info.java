/**
 * Verifying a database that is in use: what is asked for, what was found, what was repaired.
 *
 * <p>Read {@link io.ashlar.verify.VerifyOptions} first; {@link io.ashlar.Maintenance#verify(
 * io.ashlar.verify.VerifyOptions)} takes it and gives {@link io.ashlar.verify.VerifyResult}, which
 * lists each {@link io.ashlar.verify.VerifyProblem}. <b>Neighbours</b>: {@code io.ashlar} above;
 * {@code io.ashlar.rows.verify} does the work. <b>Threads</b>: all types are immutable.
 * <b>Errors</b>: those of {@link io.ashlar.error}.
 */
package io.ashlar.verify;
