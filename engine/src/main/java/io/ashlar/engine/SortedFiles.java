package io.ashlar.engine;

import io.ashlar.engine.files.IngestDirectory;
import io.ashlar.engine.gate.Handle;
import io.ashlar.engine.gate.HandleRegistry;
import io.ashlar.engine.gate.OwnerGate;
import io.ashlar.engine.gate.StripedGate;
import io.ashlar.error.IllegalUseException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.EnvOptions;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileWriter;

/**
 * Table files of one family that are written aside, and become part of the store all at once, by
 * {@link #ingest}. Opened by {@link Engine#newSortedFiles}; one owner at a time; any thread may
 * close it, which deletes what has not become part of the store. So does the next open of the
 * store, if the process ends before.
 *
 * <p>Nobody else may have written into the ranges of these keys.
 *
 * <p>Puts allocate nothing on the heap. A file ends at some 64 MiB and where its owner {@linkplain
 * #cut cuts}.
 */
public final class SortedFiles extends Handle {

  private static final long MAX_FILE_BYTES = 64L << 20;

  /** Bytes between two looks at how large the file is, each of which is a native call. */
  private static final long BYTES_PER_LOOK = 1L << 20;

  private final RocksDB db;
  private final ColumnFamilyHandle family;
  private final HandleRegistry registry;

  /** The gate of the store, which is entered before that of the files. */
  private final StripedGate store;

  private final OwnerGate gate = new OwnerGate();
  private final KeyScratch key = new KeyScratch();
  private final ValueScratch value = new ValueScratch();
  private final IngestDirectory directory;
  private final EnvOptions environment = new EnvOptions();
  private final Options options;

  /** Complete, in the order in which they were written. */
  private final List<String> finished = new ArrayList<>();

  /** Null between two files. */
  private SstFileWriter writer;

  private Path writing;
  private long bytesUntilLook;

  SortedFiles(
      RocksDB db,
      ColumnFamilyHandle family,
      RocksSettings settings,
      IngestDirectory directory,
      StripedGate store,
      HandleRegistry registry,
      boolean traced) {
    super("sorted-files", "The files are closed.", traced);
    this.db = db;
    this.family = family;
    this.directory = directory;
    this.store = store;
    this.registry = registry;
    this.options = settings.newTableOptions();
    registry.add(this);
  }

  /**
   * Adds an entry.
   *
   * @param keyBuffer holds the key, in any kind of memory, above that of the entry before in the
   *     same file
   * @param keyOffset where the key begins
   * @param keyLength bytes of the key, at most {@link Engine#MAX_KEY_BYTES}
   * @param valueBuffer holds the value; if it is backed by a direct byte buffer, its position and
   *     limit are used, else the value is copied once more
   * @param valueOffset where the value begins
   * @param valueLength bytes of the value
   * @throws io.ashlar.error.ClosedException if the files or the store are closed
   * @throws io.ashlar.error.LimitExceededException if the key is too long
   * @throws io.ashlar.error.OutOfSpaceException if the file system is full
   * @throws io.ashlar.error.StoreIoException if the write failed
   */
  public void put(
      DirectBuffer keyBuffer,
      int keyOffset,
      int keyLength,
      DirectBuffer valueBuffer,
      int valueOffset,
      int valueLength) {
    gate.enter();
    try {
      ByteBuffer keyBytes = key.load(keyBuffer, keyOffset, keyLength);
      ByteBuffer valueBytes = value.load(valueBuffer, valueOffset, valueLength);
      if (writer == null) {
        begin();
      }
      writer.put(keyBytes, valueBytes);
      bytesUntilLook -= keyLength + valueLength;
      if (bytesUntilLook < 0) {
        bytesUntilLook = BYTES_PER_LOOK;
        if (writer.fileSize() >= MAX_FILE_BYTES) {
          finish();
        }
      }
    } catch (RocksDBException e) {
      throw StatusTranslator.translate(e);
    } finally {
      gate.leave();
    }
  }

  private void begin() throws RocksDBException {
    SstFileWriter opened = new SstFileWriter(environment, options);
    boolean open = false;
    try {
      Path path = directory.newFile();
      opened.open(path.toString());
      writing = path;
      open = true;
    } finally {
      if (!open) {
        opened.close();
      }
    }
    writer = opened;
    bytesUntilLook = BYTES_PER_LOOK;
  }

  private void finish() throws RocksDBException {
    writer.finish();
    finished.add(writing.toString());
    writer.close();
    writer = null;
  }

  /**
   * Ends the file, so that the next key begins another one, and may be below or above. No two files
   * may overlap.
   *
   * @throws io.ashlar.error.ClosedException if the files or the store are closed
   * @throws io.ashlar.error.OutOfSpaceException if the file system is full
   * @throws io.ashlar.error.StoreIoException if the write failed
   */
  public void cut() {
    gate.enter();
    try {
      if (writer != null) {
        finish();
      }
    } catch (RocksDBException e) {
      throw StatusTranslator.translate(e);
    } finally {
      gate.leave();
    }
  }

  /**
   * Where the files are until they become part of the store; the owner may put others beside them.
   *
   * @return the directory, which goes with this
   */
  public Path directory() {
    return directory.path();
  }

  /**
   * Makes what was added part of the store, all of it or nothing, durably: when this returns it
   * survives a power cut, whatever becomes of the log. Snapshots that are open do not show it.
   * Blocks for an fsync of each file, and holds up writes for a moment. Nothing is left here
   * afterwards.
   *
   * @throws io.ashlar.error.ClosedException if the files or the store are closed
   * @throws IllegalUseException if nothing was added
   * @throws io.ashlar.error.OutOfSpaceException if the file system is full
   * @throws io.ashlar.error.StoreIoException if it failed; nothing has become part of the store
   */
  public void ingest() {
    store.enter();
    try (IngestExternalFileOptions how = new IngestExternalFileOptions()) {
      // There is nothing in the memtables that could be older: no flush for writers to wait for.
      how.setMoveFiles(true).setSnapshotConsistency(true).setAllowBlockingFlush(false);
      ingest(how);
    } catch (RocksDBException e) {
      throw StatusTranslator.translate(e);
    } finally {
      store.leave();
    }
  }

  private void ingest(IngestExternalFileOptions how) throws RocksDBException {
    gate.enter();
    try {
      if (writer != null) {
        finish();
      }
      if (finished.isEmpty()) {
        throw new IllegalUseException("There is nothing to be ingested.");
      }
      db.ingestExternalFile(family, List.copyOf(finished), how);
      finished.clear();
    } finally {
      gate.leave();
    }
  }

  @Override
  protected void close(String sentence) {
    if (gate.beginClose(sentence, registry.closeLimit(), kind())) {
      try {
        if (writer != null) {
          writer.close();
        }
        options.close();
        environment.close();
        directory.clear();
      } finally {
        registry.remove(this);
        gate.endClose();
      }
    }
  }
}
