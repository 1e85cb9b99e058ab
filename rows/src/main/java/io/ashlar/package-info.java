/**
 * Ashlar: an embedded, transactional row store.
 *
 * <p>Start with {@link io.ashlar.Database#open}; it gives {@link io.ashlar.Table}s, whose
 * statements run in {@link io.ashlar.Transaction}s. All types here are contracts; what is behind
 * them lives in {@code io.ashlar.rows} and is not for applications. Tables are described with
 * {@code io.ashlar.schema}, predicates made with {@code io.ashlar.query}, failures named in {@link
 * io.ashlar.error}.
 *
 * <p><b>Threads</b>: databases and tables are shared; transactions, cursors and statements belong
 * to one thread at a time. <b>Lifetimes</b>: everything that holds something is {@link
 * java.lang.AutoCloseable}; use after close is {@link io.ashlar.error.ClosedException}.
 */
package io.ashlar;
