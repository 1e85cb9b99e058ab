/**
 * Transactions over a versioned store: isolation, row and table locks, savepoints, retries.
 *
 * <p>Read {@link io.ashlar.txn.Transactions} first, then {@link io.ashlar.txn.StoreTransaction}. A
 * transaction reads through views of the store with its own {@linkplain io.ashlar.txn.writeset
 * buffered writes} laid over them, takes {@linkplain io.ashlar.txn.lock locks} on what it will
 * change, and hands the whole write set to the store's committer at its end.
 *
 * <p>A transaction object is a door: a {@linkplain io.ashlar.txn.gate gate} that lets one thread in
 * at a time, before a state that may serve many objects one after the other. The state is cut by
 * job: how it reads ({@code ReadRules}), locks ({@code LockRules}) and writes ({@code WriteRules}),
 * where it begins and commits ({@code Demarcation}), and what they share ({@code
 * TransactionState}). What may end it before its time are its {@linkplain io.ashlar.txn.limit
 * limits}; it reads through its {@linkplain io.ashlar.txn.view views}, in order by its {@linkplain
 * io.ashlar.txn.cursor cursors}, and notes what it has {@linkplain io.ashlar.txn.readset read} and
 * {@linkplain io.ashlar.txn.writeset written}. How long it waits for locks is the transaction's
 * own; 0 is not at all, and who would not wait does not wait for that lock at a retry either.
 *
 * <p>The {@linkplain io.ashlar.transaction.IsolationLevel levels} are those of users. The one view
 * of {@code SNAPSHOT} and {@code SERIALIZABLE} is pinned by the first read or write, or right after
 * its row lock if that comes first; a locked read under {@code READ_COMMITTED} waits for the lock
 * and sees the newest version, so its commit is never refused over written keys. What {@link
 * io.ashlar.txn.StoreTransaction#beginRead} has begun records nothing.
 *
 * <p><b>The invariant of {@code readAt}.</b> The store refuses an entry whose key was committed
 * above the entry's {@code readAt}. Under {@code SNAPSHOT} and {@code SERIALIZABLE} that is the
 * timestamp of the one view. Under {@code READ_COMMITTED} it is the timestamp of a view that was
 * pinned <em>after the row lock that covers the key was granted</em>. A lock is granted only once
 * its last holder's commit is ordered, and every later view contains an ordered commit; so that
 * view contains every earlier commit of the key and no lock holder's commit is refused for one.
 * From the grant to this transaction's own commit nobody else can commit the key, so {@code readAt}
 * may be lifted to any later view of the transaction; at commit it is lifted to the newest one
 * still pinned, because the store remembers recent commits only as far back as the oldest pinned
 * view. A checked key is covered by no lock: its {@code readAt} is never lifted and the view that
 * it was read at stays pinned to the end. On a store where locks exclude no one ({@code rowLocks}
 * false) nothing is lifted, and each key keeps the timestamp at which it was last read under its
 * lock.
 *
 * <p><b>Serializable</b> transactions keep a {@linkplain io.ashlar.txn.readset read set} besides:
 * every key that a get or a locked read has asked the view for, and what each cursor has shown of
 * its range. A key found among the own writes is not recorded: the write is validated itself. The
 * read set goes with the write set to the store's committer, and the view stays pinned until that
 * has validated it.
 *
 * <p><b>Threads</b>: {@code Transactions} is shared; a transaction and its cursors belong to one
 * thread at a time and may be handed over; overlapping use is detected. <b>Errors</b>: those of
 * {@link io.ashlar.error}; a {@link io.ashlar.error.RetryableException} has rolled the transaction
 * back already. <b>Neighbours</b>: knows {@link io.ashlar.store}, codec's memory and, of what users
 * see, {@link io.ashlar.transaction}; no column, no schema, no RocksDB.
 */
package io.ashlar.txn;
