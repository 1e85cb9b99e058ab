/**
 * What ends the work of a transaction before its time: a deadline, a token, a cancellation.
 *
 * <p>{@link io.ashlar.transaction.TransactionLimits} says it for a whole call of {@code transact},
 * {@link io.ashlar.txn.limit.ActiveLimits} is what a transaction looks at, {@link
 * io.ashlar.txn.limit.StatementClock} what one statement has beside it. Nobody watches from
 * outside: the one that is inside looks itself.
 *
 * <p><b>Threads</b>: a token and a cancellation come from any, all else is of who is inside.
 * <b>Errors</b>: {@link io.ashlar.error.CancelledException} and {@link
 * io.ashlar.error.DeadlineExceededException}, which are made here and thrown by {@link
 * io.ashlar.txn}. <b>Neighbours</b>: wakes those who wait in {@link io.ashlar.txn.lock}; knows no
 * store.
 */
package io.ashlar.txn.limit;
