/**
 * Off-heap memory: a pool of growable direct buffers.
 *
 * <p>Read {@link io.ashlar.codec.memory.BufferPool} first. Everything that travels to the storage
 * engine lives in a {@link io.ashlar.codec.memory.PooledBuffer}, which shows the same memory as an
 * Agrona flyweight and as a direct {@link java.nio.ByteBuffer}. The memory itself is a
 * reference-counted Chronicle store, so Chronicle's reference tracing finds what was never freed.
 *
 * <ul>
 *   <li><b>Neighbours</b>: {@code io.ashlar.error} only. No other package sees Chronicle.
 *   <li><b>Threads</b>: the pool is thread-safe; a buffer has one owner at a time.
 *   <li><b>Errors</b>: {@link io.ashlar.error.ClosedException} after close, {@link
 *       io.ashlar.error.LimitExceededException} over 1 GiB.
 * </ul>
 *
 * <p>The next room is {@code io.ashlar.codec.value}.
 */
package io.ashlar.codec.memory;
