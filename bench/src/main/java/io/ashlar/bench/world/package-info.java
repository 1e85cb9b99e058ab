/**
 * A small planet with many inhabitants: what a game server or any other service with thousands of
 * sessions asks of its tables, through the public API.
 *
 * <p>Read {@link io.ashlar.bench.world.WorldBenchmark} first, and {@link
 * io.ashlar.bench.world.WorldTables} for the tables. Sessions look around, move, trade, and come
 * and go; each has times at which it means to act, and every latency is counted from there, so that
 * a stall is charged to all whom it kept waiting (coordinated omission does not hide it). Coins and
 * goods only change hands, and a ledger tells whose; so {@link io.ashlar.bench.world.WorldCheck}
 * can add everything up at any time, also after the process was killed.
 *
 * <p><b>Neighbours</b>: the public API and {@code io.ashlar.workbench}. <b>Threads</b>: one virtual
 * thread for each session where the JVM has them, else a pool; all ended when the benchmark
 * returns. <b>Errors</b>: what {@code transact} does not retry ends the run. Next room: {@code
 * io.ashlar.bench.world.kill}.
 */
package io.ashlar.bench.world;
