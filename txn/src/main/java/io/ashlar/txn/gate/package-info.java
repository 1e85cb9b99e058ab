/**
 * The gate of a transaction: one thread at a time inside, and an end for good from any thread.
 *
 * <p>Only {@link io.ashlar.txn.gate.UseGate} lives here, below all that enters: the transaction
 * itself, its cursors and, for the length of a statement, the tables above.
 *
 * <p><b>Threads</b>: any. <b>Errors</b>: {@link io.ashlar.error.IllegalUseException} for a second
 * thread, {@link io.ashlar.error.ClosedException} after the end. <b>Neighbours</b>: knows codec's
 * {@link io.ashlar.codec.stack}; used by {@link io.ashlar.txn} and {@link io.ashlar.txn.cursor}.
 */
package io.ashlar.txn.gate;
