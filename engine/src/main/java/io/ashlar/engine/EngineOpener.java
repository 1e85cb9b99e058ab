package io.ashlar.engine;

import io.ashlar.engine.files.DirectoryLock;
import io.ashlar.engine.files.FormatFile;
import io.ashlar.engine.files.IngestDirectory;
import io.ashlar.engine.files.NativeLibrary;
import io.ashlar.engine.files.OpenFiles;
import io.ashlar.engine.files.StoreFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The steps of an open, each of which may refuse:
 *
 * <ol>
 *   <li>the directory exists or is created;
 *   <li>FORMAT is one that we read, or there is nothing else in the directory;
 *   <li>the directory is locked;
 *   <li>the native library is loaded;
 *   <li>a new store gets its FORMAT, durably;
 *   <li>RocksDB opens, and recovers.
 * </ol>
 */
final class EngineOpener {

  private EngineOpener() {}

  static Engine open(Path directory, EngineOptions options) {
    // File channels close under an interrupt; the flag is put back once the store is open.
    boolean interrupted = Thread.interrupted();
    try {
      return openUninterrupted(directory, options);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Engine openUninterrupted(Path directory, EngineOptions options) {
    StoreDirectory.prepare(directory, options);
    if (FormatFile.read(directory) == null) {
      StoreDirectory.requireVirgin(directory, options);
    }
    // The library is a file, too, and its loader does not say what it lacked.
    OpenFiles.fitting(0, directory);
    DirectoryLock lock = DirectoryLock.acquire(directory, options.readOnly());
    boolean opened = false;
    try {
      NativeLibrary.load();
      StoreFormat format = FormatFile.read(directory);
      if (format == null) {
        // Looked at again under the lock: another process may have been faster.
        StoreDirectory.requireVirgin(directory, options);
        format = FormatFile.create(directory);
      }
      Engine engine = openLocked(directory, options, format, lock);
      opened = true;
      return engine;
    } finally {
      if (!opened) {
        lock.close();
      }
    }
  }

  private static Engine openLocked(
      Path directory, EngineOptions options, StoreFormat format, DirectoryLock lock) {
    boolean create = StoreDirectory.isBare(directory) && !options.readOnly();
    // A family that is missing beside data was lost with a part of the MANIFEST: made anew it would
    // be empty, and RocksDB would skip what the log holds for the lost one.
    boolean complete = create || (!options.readOnly() && StoreDirectory.isEmpty(directory));
    int openTables = OpenFiles.fitting(StoreDirectory.tableFiles(directory), directory);
    if (!options.readOnly()) {
      IngestDirectory.clearAll(directory);
    }
    RocksSettings settings = new RocksSettings(options, create, complete, openTables);
    boolean opened = false;
    try {
      List<ColumnFamilyHandle> families = new ArrayList<>();
      String path = directory.toString();
      RocksDB db =
          options.readOnly()
              ? RocksDB.openReadOnly(settings.dbOptions(), path, settings.families(), families)
              : RocksDB.open(settings.dbOptions(), path, settings.families(), families);
      opened = true;
      return new Engine(directory, options, format, lock, settings, db, families);
    } catch (RocksDBException e) {
      throw StatusTranslator.translateOpen(e, directory);
    } finally {
      if (!opened) {
        settings.close();
      }
    }
  }
}
