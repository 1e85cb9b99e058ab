/**
 * Transactions: what they are begun with, what is done in them, and how they end.
 *
 * <p>Read {@link io.ashlar.transaction.Transaction} first, and {@link
 * io.ashlar.transaction.IsolationLevel} for what it sees of others. A {@link
 * io.ashlar.transaction.TransactionBody} is what {@code Database.transact} runs, within {@link
 * io.ashlar.transaction.TransactionLimits}, and a {@link io.ashlar.transaction.LimitedStatement}
 * may end before it; {@link io.ashlar.transaction.Durability} says when a commit returns, and a
 * {@link io.ashlar.transaction.CancellationToken} ends the work of others. <b>Neighbours</b>: of
 * the face {@code io.ashlar.error} alone; modules below the tables speak of these types as well.
 * <b>Threads</b>: a transaction belongs to one thread at a time, its close and a token to all.
 * <b>Errors</b>: {@link io.ashlar.error.RetryableException} where another run may succeed, {@link
 * io.ashlar.error.ClosedException} after the end.
 */
package io.ashlar.transaction;
