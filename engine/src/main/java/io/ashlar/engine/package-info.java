/**
 * The engine: everything that touches RocksDB.
 *
 * <p>Read {@link io.ashlar.engine.Engine} first: it opens a directory and hands out readers,
 * snapshots, batches and cursors. Then {@link io.ashlar.engine.EngineCursor} for how native
 * iterators are reused, and {@code RocksSettings} for how RocksDB is set up and why.
 *
 * <p>The directory of a store holds RocksDB's files, {@code STORE_LOCK} (empty, or who writes to
 * the store), directories {@code ingest-*} of {@link io.ashlar.engine.SortedFiles} that are being
 * written, and {@code FORMAT}, which is read before anything else ({@link
 * io.ashlar.engine.files.FormatFile}).
 *
 * <p>Column families: {@code default} (unused, RocksDB insists on it) and one per {@link
 * io.ashlar.engine.Family}. Keys and values are opaque here, and compare as unsigned bytes.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.codec.memory} and {@code io.ashlar.error} below; {@code
 * mvcc} above. This is the only package, with {@code io.ashlar.engine.files}, that may name {@code
 * org.rocksdb}; no type of it is visible outside. <b>Threads</b>: {@code Engine} and {@code
 * EngineSnapshot} are for any number of threads; readers, batches and cursors have one owner at a
 * time. Any thread may close anything at any moment: the gates of {@code io.ashlar.engine.gate}
 * keep late calls out of native memory. <b>Errors</b>: translated in one class, {@code
 * StatusTranslator}. <b>Next room</b>: {@code io.ashlar.mvcc}.
 */
package io.ashlar.engine;
