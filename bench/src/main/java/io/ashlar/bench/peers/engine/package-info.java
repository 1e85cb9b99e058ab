/**
 * What the comparison asks of an engine, and the engines that are not spoken to in SQL: Ashlar, and
 * RocksDB's own pessimistic {@code TransactionDB}.
 *
 * <p>Read {@link io.ashlar.bench.peers.engine.Peer} first. <b>Neighbours</b>: {@code
 * io.ashlar.bench.tpcb} for Ashlar's tables and statements, and {@code org.rocksdb}.
 * <b>Threads</b>: a peer is shared by the threads of its clients, a client belongs to one.
 * <b>Errors</b>: what can be tried again is a result, everything else is the engine's own
 * exception. Next room: {@code io.ashlar.bench.peers.sql}.
 */
package io.ashlar.bench.peers.engine;
