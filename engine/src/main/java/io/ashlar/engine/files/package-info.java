/**
 * What the engine does to the file system and the process beside RocksDB: the lock on a store's
 * directory, the file that says what it is, files that are replaced atomically, files that are made
 * before they become part of the store, and the native library.
 *
 * <p>Read {@link io.ashlar.engine.files.DirectoryLock} first, then {@link
 * io.ashlar.engine.files.AtomicFile} and {@link io.ashlar.engine.files.NativeLibrary}.
 *
 * <p>{@code FORMAT}:
 *
 * <pre>
 *   ashlar-store                                      what this is
 *   formatVersion=2                                   decimal; another one is refused
 *   storeId=3f1c0b5e-8c1d-4c57-9a5e-1f0f6f1f2f3a      given at creation
 *   crc32c=0a1b2c3d                                   of all bytes before this line
 * </pre>
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.error}, and of RocksJava only what loads its library.
 * <b>Threads</b>: everything here is thread-safe but {@link
 * io.ashlar.engine.files.IngestDirectory}, which has one owner. <b>Errors</b>: {@code
 * StoreOpenException} with the path for what stops an open; plain {@code IOException} where the
 * caller knows better what failed. <b>Next room</b>: {@code io.ashlar.engine}.
 */
package io.ashlar.engine.files;
