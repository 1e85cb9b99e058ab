/**
 * Cursors of a transaction: ranges of the store with its own writes laid over them.
 *
 * <p>Read {@link io.ashlar.txn.cursor.TransactionCursor}, then {@code RangeCursor} and {@code
 * MergeCursor}: the first enters the transaction's gate, records what is read and answers when it
 * has lost its ground; the second keeps to a part of the range; the third lays own writes over the
 * store's cursor. {@link io.ashlar.txn.cursor.TransactionCursors} are all cursors of one
 * transaction, which end with it.
 *
 * <p><b>Threads</b>: those of the transaction, one at a time; its end, from any thread, takes the
 * ground from under a cursor, which is {@link io.ashlar.error.ClosedException} from then on: at
 * every move, and for who asks for key or value outside of the gate. Whoever is inside keeps what
 * the cursor stands on until he leaves. <b>Errors</b>: that, {@link
 * io.ashlar.error.IllegalUseException}, and what the store throws. <b>Neighbours</b>: knows {@link
 * io.ashlar.txn.gate}, {@link io.ashlar.txn.limit}, {@link io.ashlar.txn.view} and both sets; of
 * the transaction only {@link io.ashlar.txn.cursor.CursorOwner}.
 */
package io.ashlar.txn.cursor;
