/**
 * What statements run in: the database, its tables by view, and transactions as tables see them.
 *
 * <p>Read {@link io.ashlar.rows.session.TransactionHandle} first: it fixes the definition by which
 * a transaction works on a table and keeps schema changes out; {@link
 * io.ashlar.rows.session.WriteTransactionHandle} is its writing side. {@link
 * io.ashlar.rows.session.TableState} carries the published definitions of a table, {@link
 * io.ashlar.rows.session.DatabaseContext} what all tables of a database share, and {@link
 * io.ashlar.rows.session.OwnTransactions} runs statements that were given no transaction. {@link
 * io.ashlar.rows.session.AsyncCommit} is the result of a commit that nobody waits for.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.rows.catalog}, {@code io.ashlar.rows.partition} and txn
 * below; all that runs statements above. <b>Threads</b>: tables and the context are shared;
 * transactions belong to one thread at a time. <b>Errors</b>: {@link
 * io.ashlar.error.ClosedException} for a table or transaction that is gone, {@link
 * io.ashlar.error.SchemaChangedException} for a view that is older than the schema.
 */
package io.ashlar.rows.session;
