/**
 * The views of the store that one transaction reads through, and who still needs which.
 *
 * <p>Read {@link io.ashlar.txn.view.TransactionViews}. Views are pinned when something is first
 * read through them and counted by their users; a statement that takes a new one leaves the old to
 * the cursors that are open on it.
 *
 * <p><b>Threads</b>: those of a transaction, one at a time, behind its gate. <b>Errors</b>: those
 * of the store. <b>Neighbours</b>: knows {@link io.ashlar.store} alone; used by {@link
 * io.ashlar.txn} and {@link io.ashlar.txn.cursor}.
 */
package io.ashlar.txn.view;
