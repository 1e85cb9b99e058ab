/**
 * The states of a store that readers can look at, and the clock that numbers them.
 *
 * <p>Read {@link io.ashlar.mvcc.state.StatePointers} first: the three newest states (written,
 * acknowledged, durable), pinned without a lock. Each is a {@link io.ashlar.mvcc.state.ViewSlot}, a
 * snapshot of the engine with a count of those who look at it; {@link
 * io.ashlar.mvcc.state.ViewSlots} is their pool. {@link io.ashlar.mvcc.state.StatePublisher} moves
 * the written state on. {@link io.ashlar.mvcc.state.HybridClock} issues commit timestamps.
 *
 * <p><b>Threads</b>: any thread pins and lets go; one at a time, the leader of the pipeline,
 * publishes and issues timestamps. Nothing is allocated in steady state but what RocksJava makes
 * for a snapshot. <b>Errors</b>: {@link io.ashlar.error.LimitExceededException} for too many views.
 * <b>Neighbours</b>: engine and codec below; {@code io.ashlar.mvcc.log}, {@code
 * io.ashlar.mvcc.commit} and {@code io.ashlar.mvcc.embedded} above.
 */
package io.ashlar.mvcc.state;
