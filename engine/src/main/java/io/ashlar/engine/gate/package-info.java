/**
 * The gate that every native call passes, and the census of what is open.
 *
 * <p>RocksJava leaves the use of a freed object undefined: it may read freed memory and take the
 * JVM down. So each handle has a gate. A call <em>enters</em> before it touches native memory and
 * <em>leaves</em> after; closing first shuts the gate, then waits for the callers inside, then
 * frees. A late call is refused with {@link io.ashlar.error.ClosedException}.
 *
 * <p>Read {@link io.ashlar.engine.gate.OwnerGate} first (one owner at a time: readers, batches,
 * cursors), then {@link io.ashlar.engine.gate.StripedGate} (many threads at once: the store and its
 * snapshots), then {@link io.ashlar.engine.gate.HandleRegistry}.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.error} only; nothing here knows RocksDB. <b>Threads</b>:
 * everything here is thread-safe. <b>Errors</b>: a closed gate is {@code ClosedException}, an
 * overlapping use of a single-owner handle is {@code IllegalUseException}. <b>Next room</b>: {@code
 * io.ashlar.engine}.
 */
package io.ashlar.engine.gate;
