/**
 * The engines that are spoken to in SQL, through JDBC: the same tables, the same prepared
 * statements, and for each engine what its own documentation advises for the durability.
 *
 * <p>Read {@link io.ashlar.bench.peers.sql.SqlEngine} first; each dialect says how its engine is
 * configured and why. {@link io.ashlar.bench.peers.sql.SqlPeer} runs the transaction of TPC-B on
 * it. <b>Neighbours</b>: {@code java.sql} and {@code io.ashlar.bench.peers.engine}; the drivers are
 * found by {@code DriverManager}. <b>Threads</b>: one connection for each client. <b>Errors</b>:
 * deadlocks, lock timeouts and serialization failures are tried again, every other {@link
 * java.sql.SQLException} ends the run. Next rooms: {@code io.ashlar.bench.peers}, {@code
 * io.ashlar.bench.reads.engine}.
 */
package io.ashlar.bench.peers.sql;
