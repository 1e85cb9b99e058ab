/**
 * The engines of the comparison of reads: Ashlar's typed API, those that are spoken to in SQL, and
 * RocksDB by hand.
 *
 * <p>Read {@link io.ashlar.bench.reads.engine.SpanStore} first; {@link
 * io.ashlar.bench.reads.engine.SpanEngine} says what each is told. <b>Neighbours</b>: {@code
 * io.ashlar.bench.reads.data}, {@code io.ashlar.bench.peers.sql} and {@code org.rocksdb}.
 * <b>Threads</b>: a store is shared by its readers, a reader belongs to one. <b>Errors</b>: the
 * engine's own exceptions; nothing is tried again. Next room: {@code io.ashlar.bench.reads.run}.
 */
package io.ashlar.bench.reads.engine;
