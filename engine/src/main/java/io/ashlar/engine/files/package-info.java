/**
 * What the engine does to the file system and the process beside RocksDB: the lock on a store's
 * directory, files that are replaced atomically, files that are made before they become part of the
 * store, and the native library.
 *
 * <p>Read {@link io.ashlar.engine.files.DirectoryLock} first, then {@link
 * io.ashlar.engine.files.AtomicFile} and {@link io.ashlar.engine.files.NativeLibrary}.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.error}, and of RocksJava only what loads its library.
 * <b>Threads</b>: everything here is thread-safe. <b>Errors</b>: {@code StoreOpenException} with
 * the path for what stops an open; plain {@code IOException} where the caller knows better what
 * failed. <b>Next room</b>: {@code io.ashlar.engine}.
 */
package io.ashlar.engine.files;
