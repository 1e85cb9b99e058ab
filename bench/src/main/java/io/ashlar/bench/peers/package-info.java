/**
 * The comparison: the transaction of {@code io.ashlar.bench.tpcb}, run by every engine in turn.
 *
 * <p>Read {@link io.ashlar.bench.peers.PeersBenchmark} first. Each run of an engine happens in a
 * JVM of its own, started with this one's flags, so that no engine inherits another's heap, code
 * cache or files. Syncs are counted in runs apart, because counting slows them. <b>Neighbours</b>:
 * {@code io.ashlar.bench.peers.run}, {@code io.ashlar.bench.turn}. <b>Threads</b>: the caller's,
 * which waits for one child at a time; in a child, one for each client. <b>Errors</b>: a run that
 * fails is told of and left out, the others go on.
 */
package io.ashlar.bench.peers;
