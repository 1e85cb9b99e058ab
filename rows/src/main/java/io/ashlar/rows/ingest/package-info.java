/**
 * Writers: rows that many threads hand over and few threads commit, a batch in a transaction.
 *
 * <p>Read {@code Lane} first, a thread and the rows that fall to it, which wait in a {@code
 * RowQueue} off the heap; then {@code BatchCommit}, which writes them. {@code RowSubmitter} judges
 * rows that were filled, {@code RecordFormat} how it waits, and {@code Producer} what becomes of it
 * where there is no room. {@code Breaker} knows whether the store takes commits. {@link
 * io.ashlar.rows.ingest.Writers} keeps the writers of a database.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.rows.write}, {@code io.ashlar.rows.entry}, {@code
 * io.ashlar.rows.session} and {@code io.ashlar.rows.wait} below; {@code io.ashlar.rows.table}
 * above. <b>Threads</b>: a writer and its queues are shared; a filler belongs to one thread at a
 * time, a batch to the thread of its lane. <b>Errors</b>: see {@link io.ashlar.ingest}; a row fails
 * alone, and a store that refuses is asked again.
 */
package io.ashlar.rows.ingest;
