package io.ashlar.engine;

import io.ashlar.engine.files.DirectoryLock;
import io.ashlar.engine.files.IngestDirectory;
import io.ashlar.engine.files.StoreFormat;
import io.ashlar.engine.gate.CloseLimit;
import io.ashlar.engine.gate.HandleRegistry;
import io.ashlar.engine.gate.StripedGate;
import io.ashlar.error.IllegalUseException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * An open store: RocksDB behind a gate.
 *
 * <p>For any number of threads. Every method but {@link #close()}, {@link #format()}, {@link
 * #directory()} and {@link #readOnly()} throws {@link io.ashlar.error.ClosedException} ("The store
 * is closed.") once a close has begun. An interrupt has no effect on any method.
 *
 * <p>Long because each method passes the gate, makes one native call and translates its failure.
 */
public final class Engine implements AutoCloseable {

  /** The length that {@link EngineReader#get} returns for a key that is not there. */
  public static final int ABSENT = -1;

  /** The longest key, in bytes: 8 KiB for the encoded columns, the rest for what layers add. */
  public static final int MAX_KEY_BYTES = 8 * 1024 + 256;

  private static final String CLOSED = "The store is closed.";

  private final Path directory;
  private final EngineOptions options;
  private final StoreFormat format;
  private final DirectoryLock lock;
  private final RocksSettings settings;
  private final RocksDB db;
  private final Gauges gauges;
  private final StripedGate gate = new StripedGate();
  private final HandleRegistry registry;
  private final Compactions compactions = new Compactions();
  private final WriteOptions writeOptions = new WriteOptions().setSync(false).setDisableWAL(false);
  private final FlushOptions flushOptions = new FlushOptions().setWaitForFlush(true);

  /** As RocksDB returned them: the default family first. */
  private final List<ColumnFamilyHandle> allFamilies;

  /** By the slot of the family. */
  private final ColumnFamilyHandle[] families;

  /** By the slot of the family. */
  private final IteratorPool[] pools;

  Engine(
      Path directory,
      EngineOptions options,
      StoreFormat format,
      DirectoryLock lock,
      RocksSettings settings,
      RocksDB db,
      List<ColumnFamilyHandle> allFamilies) {
    this.directory = directory;
    this.options = options;
    this.format = format;
    this.registry = new HandleRegistry(CloseLimit.of(options.closeTimeout()));
    this.lock = lock;
    this.settings = settings;
    this.db = db;
    this.allFamilies = List.copyOf(allFamilies);
    this.families = allFamilies.subList(1, allFamilies.size()).toArray(ColumnFamilyHandle[]::new);
    this.gauges = new Gauges(gate, db, directory, settings, options, families);
    this.pools =
        Arrays.stream(families)
            .map(family -> new IteratorPool(db, family, options))
            .toArray(IteratorPool[]::new);
  }

  /**
   * Opens a store, and creates it if the options say so. Blocks for recovery.
   *
   * @param directory the store's directory
   * @param options how
   * @return the open store; the caller closes it
   * @throws io.ashlar.error.StoreOpenException if the directory is missing and not to be created,
   *     is not empty and not a store, is unreadable, is open already in this or another process, or
   *     was written by a newer version; it has then not been changed
   * @throws io.ashlar.error.CorruptionException if its files are damaged
   * @throws io.ashlar.error.OutOfSpaceException if the file system is full
   */
  public static Engine open(Path directory, EngineOptions options) {
    return EngineOpener.open(directory, options);
  }

  /**
   * The content of the store's FORMAT file.
   *
   * @return format version and store id
   */
  public StoreFormat format() {
    return format;
  }

  /**
   * Where the store is.
   *
   * @return the directory as it was given to {@link #open}
   */
  public Path directory() {
    return directory;
  }

  /**
   * Whether writes are refused.
   *
   * @return as the options said
   */
  public boolean readOnly() {
    return options.readOnly();
  }

  /**
   * Opens a reader of single keys, set to the newest state.
   *
   * @return a reader; the caller closes it
   */
  public EngineReader newReader() {
    gate.enter();
    try {
      return new EngineReader(db, families, registry, options.traceHandles());
    } finally {
      gate.leave();
    }
  }

  /**
   * Takes a snapshot of the newest state. Allocates up to 2 KiB: who takes many {@linkplain
   * #reopenSnapshot reopens} one that is closed.
   *
   * @return a snapshot; the caller closes it
   */
  public EngineSnapshot openSnapshot() {
    gate.enter();
    try {
      return new EngineSnapshot(db, registry, options.traceHandles());
    } finally {
      gate.leave();
    }
  }

  /**
   * Takes a snapshot of the newest state in an object that was closed. Allocates the 40 bytes of
   * the native handle. A reader that is still set to the earlier state stays refused.
   *
   * @param closed a closed snapshot of this store, whose owner the caller is; open afterwards
   */
  public void reopenSnapshot(EngineSnapshot closed) {
    gate.enter();
    try {
      closed.reopen(db, options.traceHandles());
    } finally {
      gate.leave();
    }
  }

  /**
   * Opens an empty batch.
   *
   * @return a batch; the caller closes it
   */
  public EngineBatch newBatch() {
    gate.enter();
    try {
      return new EngineBatch(families, registry, options.traceHandles());
    } finally {
      gate.leave();
    }
  }

  /**
   * Opens a cursor. It owns some 30 KiB of buffers: who scans often keeps it, resets it for every
   * scan and {@linkplain EngineCursor#park() parks} it in between.
   *
   * @param family the family it moves over
   * @return a parked cursor; the caller closes it
   */
  public EngineCursor acquireCursor(Family family) {
    gate.enter();
    try {
      IteratorPool pool = pools[family.slot()];
      return new EngineCursor(db, pool, registry, options.traceHandles());
    } finally {
      gate.leave();
    }
  }

  /**
   * Begins table files beside the store, for keys that nobody else writes.
   *
   * @param family the family to which they will belong
   * @return the files, empty; the caller closes them
   * @throws IllegalUseException if the store is read-only
   * @throws io.ashlar.error.StoreIoException if there can be no directory for them
   */
  public SortedFiles newSortedFiles(Family family) {
    requireWritable();
    gate.enter();
    try {
      return new SortedFiles(
          db,
          families[family.slot()],
          settings,
          IngestDirectory.create(directory),
          gate,
          registry,
          options.traceHandles());
    } finally {
      gate.leave();
    }
  }

  /**
   * Writes a batch: all or nothing, into the WAL (not synced) and the memtable. When this returns,
   * all new reads see it and a killed process does not lose it; a power cut does until the next
   * {@link #syncWal()}. One writer at a time is the caller's business. Allocates nothing.
   *
   * @param batch a batch of this store; unchanged
   * @throws IllegalUseException if the store is read-only
   * @throws io.ashlar.error.OutOfSpaceException if the file system is full
   * @throws io.ashlar.error.StoreIoException if the write failed; the WAL may hold part of it
   */
  public void write(EngineBatch batch) {
    requireWritable();
    gate.enter();
    try {
      batch.write(db, writeOptions);
    } catch (RocksDBException e) {
      throw StatusTranslator.translate(e);
    } finally {
      gate.leave();
    }
  }

  /**
   * Makes all writes that have returned survive a power cut. Blocks for an fsync; writes go on
   * meanwhile.
   *
   * @throws IllegalUseException if the store is read-only
   * @throws io.ashlar.error.StoreIoException if the sync failed; what it covered may be lost
   */
  public void syncWal() {
    requireWritable();
    gate.enter();
    try {
      db.syncWal();
    } catch (RocksDBException e) {
      throw StatusTranslator.translate(e);
    } finally {
      gate.leave();
    }
  }

  /**
   * Writes the memtables of all families to table files and waits for it.
   *
   * @throws IllegalUseException if the store is read-only
   * @throws io.ashlar.error.StoreIoException if the file system fails
   * @throws io.ashlar.error.OutOfSpaceException if the file system is full
   */
  public void flush() {
    requireWritable();
    gate.enter();
    try {
      db.flush(flushOptions, allFamilies);
    } catch (RocksDBException e) {
      throw StatusTranslator.translate(e);
    } finally {
      gate.leave();
    }
  }

  /**
   * Rewrites all files without what no snapshot can see any more. Blocks until it is done, which
   * may take minutes; reads and writes go on meanwhile, a close waits. Can be {@linkplain
   * #stopCompactions stopped}.
   *
   * @throws IllegalUseException if the store is read-only
   * @throws io.ashlar.error.StoreIoException if the file system fails
   * @throws io.ashlar.error.OutOfSpaceException if the file system is full
   */
  public void compact() {
    for (Family family : Family.values()) {
      compactRange(family, null, null);
    }
  }

  /**
   * Removes the files that hold nothing but keys of a range, at once and without reading them; keys
   * in other files stay. No snapshot protects them: nobody may want the range any more.
   *
   * @param family where
   * @param lower the first key, inclusive
   * @param upper the end, exclusive
   * @throws io.ashlar.error.StoreIoException if the file system fails
   */
  public void deleteFiles(Family family, byte[] lower, byte[] upper) {
    requireWritable();
    gate.enter();
    try {
      db.deleteFilesInRanges(families[family.slot()], List.of(lower, upper), false);
    } catch (RocksDBException e) {
      throw StatusTranslator.translate(e);
    } finally {
      gate.leave();
    }
  }

  /**
   * Rewrites the files that hold keys of a range without what nobody can see. Blocks until it is
   * done; reads and writes go on meanwhile, a close waits. Can be {@linkplain #stopCompactions
   * stopped}.
   *
   * @param family where
   * @param lower the first key, inclusive; null for no bound
   * @param upper the end, exclusive; null for no bound
   * @throws IllegalUseException if the store is read-only
   * @throws io.ashlar.error.StoreIoException if the file system fails
   * @throws io.ashlar.error.OutOfSpaceException if the file system is full
   */
  public void compactRange(Family family, byte[] lower, byte[] upper) {
    requireWritable();
    gate.enter();
    try {
      compactions.run(db, families[family.slot()], lower, upper);
    } finally {
      gate.leave();
    }
  }

  /**
   * Stops {@link #compact} and {@link #compactRange} for good: who is inside them, or comes later,
   * gets a {@link io.ashlar.error.ClosedException}. Does not wait for that. Nothing is lost; what
   * they would have removed goes with the compactions of RocksDB's own, which go on.
   */
  public void stopCompactions() {
    gate.enter();
    try {
      compactions.stop();
    } finally {
      gate.leave();
    }
  }

  /**
   * Reads every file of the tree and compares each block with its checksum. Blocks until it is
   * done; others go on meanwhile. The WAL is read at open, where damage is found.
   *
   * @throws io.ashlar.error.CorruptionException if a block or file is damaged
   * @throws io.ashlar.error.StoreIoException if the file system fails
   */
  public void verifyChecksums() {
    gate.enter();
    try {
      db.verifyChecksum();
    } catch (RocksDBException e) {
      throw StatusTranslator.translate(e);
    } finally {
      gate.leave();
    }
  }

  /**
   * The sequence number of the newest write; grows by one for each operation of a batch.
   *
   * @return the sequence number
   */
  public long latestSequence() {
    gate.enter();
    try {
      return db.getLatestSequenceNumber();
    } finally {
      gate.leave();
    }
  }

  /**
   * Ends flushes and compactions for good, and lets a write that waits for them fail: nothing of it
   * has been written. Does not wait for that. All that is left to do is to read, and to close.
   */
  public void abandonWrites() {
    gate.enter();
    try {
      db.cancelAllBackgroundWork(false);
    } finally {
      gate.leave();
    }
  }

  /**
   * What can be measured of this engine.
   *
   * @return the gauges, usable until the engine is closed
   */
  public Gauges gauges() {
    return gauges;
  }

  /**
   * Frees the native iterators that nobody has used for a while: they pin memtables and files. To
   * be called every few seconds by a housekeeping thread.
   *
   * @param maxIdleNs how long an iterator may be idle, in nanoseconds; 0 frees all idle ones
   * @return how many were freed
   */
  public int trimIdle(long maxIdleNs) {
    gate.enter();
    try {
      int freed = 0;
      for (IteratorPool pool : pools) {
        freed += pool.trim(maxIdleNs);
      }
      return freed;
    } finally {
      gate.leave();
    }
  }

  /**
   * Lists the open handles. Idle native iterators are not handles. Allowed on a closed store: the
   * list is then empty. Allocates.
   *
   * @return newest first
   */
  public List<OpenHandle> census() {
    return registry.open().stream().map(OpenHandle::of).toList();
  }

  /**
   * Closes the store: refuses new calls, waits for those in flight, closes every handle that it
   * gave out, syncs the WAL and frees the database. Idempotent; a second caller waits for the
   * first.
   *
   * @throws io.ashlar.error.CloseTimeoutException if a call is inside for longer than the options
   *     allow; nothing is freed then, and another close may follow
   * @throws io.ashlar.error.StoreIoException if the last sync failed; all is freed nevertheless
   */
  @Override
  public void close() {
    if (!gate.beginClose(CLOSED, registry.closeLimit(), "store")) {
      return;
    }
    closeHandles();
    try {
      for (IteratorPool pool : pools) {
        pool.close();
      }
      if (!options.readOnly()) {
        db.syncWal();
      }
    } catch (RocksDBException e) {
      throw StatusTranslator.translate(e);
    } finally {
      free();
      gate.endClose();
    }
  }

  /** Before anything is freed: while a call stays inside a handle, nothing may be. */
  private void closeHandles() {
    boolean closed = false;
    try {
      registry.closeAll(CLOSED);
      closed = true;
    } finally {
      if (!closed) {
        gate.abandonClose();
      }
    }
  }

  private void free() {
    allFamilies.forEach(ColumnFamilyHandle::close);
    db.close();
    flushOptions.close();
    writeOptions.close();
    settings.close();
    lock.close();
  }

  private void requireWritable() {
    if (options.readOnly()) {
      throw new IllegalUseException("The store is read-only.", "path", directory);
    }
  }
}
