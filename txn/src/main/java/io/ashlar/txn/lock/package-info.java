/**
 * Locks that transactions hold: exclusive row locks, shared or exclusive table locks, and as those
 * the locks of keys that are referenced.
 *
 * <p>Read {@link io.ashlar.txn.lock.LockTable} first, then {@code WaitForGraph}. A lock belongs to
 * a {@link io.ashlar.txn.lock.LockOwner transaction}, never to a thread. Whoever finds its lock
 * free takes it without allocating and without touching the graph; only who must wait enters the
 * graph, and a cycle is found by the one that would close it.
 *
 * <p><b>Lock order</b>: the monitor of the graph, then the monitor of one stripe or of one table
 * lock; never two of the latter. <b>Threads</b>: the table is shared; an owner acquires from one
 * thread at a time and is released by one thread at a time. <b>Errors</b>: those of {@link
 * io.ashlar.error}; a failed acquisition leaves nothing behind. <b>Neighbours</b>: used by {@link
 * io.ashlar.txn}; knows nothing of stores.
 */
package io.ashlar.txn.lock;
