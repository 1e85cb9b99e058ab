/**
 * Memory and the flyweights that read and write it: the factory of the latter, a pool of growable
 * direct buffers, a growing buffer on the heap, and how records in such memory are sorted.
 *
 * <p>Read {@link io.ashlar.codec.memory.Flyweights} first: whoever needs a {@link
 * org.agrona.DirectBuffer} gets it there, of the one implementation that this JVM has chosen
 * ({@link io.ashlar.codec.memory.BufferChoice}). Then {@link io.ashlar.codec.memory.BufferPool}:
 * everything that travels to the storage engine lives in a {@link
 * io.ashlar.codec.memory.PooledBuffer}, which shows the same memory as a flyweight and as a direct
 * {@link java.nio.ByteBuffer}. The memory itself comes from the JDK, or is a reference-counted
 * Chronicle store, so Chronicle's reference tracing finds what was never freed. {@link
 * io.ashlar.codec.memory.RecordSort} sorts records by their offsets, since they cannot be objects.
 *
 * <ul>
 *   <li><b>Neighbours</b>: {@code io.ashlar.error} only. No other package sees Chronicle, or a
 *       buffer of Agrona that the JVM needs flags to load.
 *   <li><b>Threads</b>: factory and pool are thread-safe; a buffer has one owner at a time.
 *   <li><b>Errors</b>: {@link io.ashlar.error.ClosedException} after close, {@link
 *       io.ashlar.error.LimitExceededException} over 1 GiB, {@link
 *       io.ashlar.error.StoreOpenException} for a choice that cannot be had.
 * </ul>
 *
 * <p>The next room is {@code io.ashlar.codec.value}.
 */
package io.ashlar.codec.memory;
