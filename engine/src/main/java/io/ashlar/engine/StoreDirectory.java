package io.ashlar.engine;

import io.ashlar.engine.files.DirectoryLock;
import io.ashlar.engine.files.FormatFile;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.StoreIoException;
import io.ashlar.error.StoreOpenException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What the files of a store's directory say before RocksDB looks at them. */
final class StoreDirectory {

  private StoreDirectory() {}

  /** Creates the directory if it is missing and may be. */
  static void prepare(Path directory, EngineOptions options) {
    if (Files.exists(directory)) {
      if (!Files.isDirectory(directory)) {
        throw new StoreOpenException("The path is not a directory.", "path", directory);
      }
      return;
    }
    if (options.readOnly() || !options.createIfMissing()) {
      throw new StoreOpenException("The store does not exist.", "path", directory);
    }
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new StoreOpenException(e, "The store could not be created.", "path", directory);
    }
  }

  /** Refuses to make a store of a directory in which anything but an interrupted creation lies. */
  static void requireVirgin(Path directory, EngineOptions options) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (!name.equals(DirectoryLock.FILE_NAME) && !name.equals(FormatFile.NAME + ".tmp")) {
          throw new StoreOpenException(
              "The directory is not a store and not empty.", "path", directory);
        }
      }
    } catch (IOException e) {
      throw new StoreOpenException(e, "The store's directory is not readable.", "path", directory);
    }
    if (options.readOnly() || !options.createIfMissing()) {
      throw new StoreOpenException("The store does not exist.", "path", directory);
    }
  }

  /**
   * Whether RocksDB has yet to create its files. A store whose pointer to its files is lost must
   * not be taken for a new one: RocksDB would begin an empty store over it.
   */
  static boolean isBare(Path directory) {
    if (Files.exists(directory.resolve("CURRENT"))) {
      return false;
    }
    try (DirectoryStream<Path> data = Files.newDirectoryStream(directory, "*.{sst,log,blob}")) {
      if (data.iterator().hasNext()) {
        throw new CorruptionException("The store's CURRENT file is missing.", "path", directory);
      }
    } catch (IOException e) {
      throw new StoreOpenException(e, "The store's directory is not readable.", "path", directory);
    }
    return true;
  }

  /** Whether nothing was ever written: a creation that was interrupted has empty logs at most. */
  static boolean isEmpty(Path directory) {
    try (DirectoryStream<Path> data = Files.newDirectoryStream(directory, "*.{sst,log,blob}")) {
      for (Path file : data) {
        if (!file.toString().endsWith(".log") || Files.size(file) > 0) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new StoreOpenException(e, "The store's directory is not readable.", "path", directory);
    }
  }

  /** How many table files there are. */
  static int tableFiles(Path directory) {
    int files = 0;
    try (DirectoryStream<Path> tables = Files.newDirectoryStream(directory, "*.sst")) {
      for (Path table : tables) {
        files += table.getNameCount() > 0 ? 1 : 0;
      }
    } catch (IOException e) {
      throw new StoreOpenException(e, "The store's directory is not readable.", "path", directory);
    }
    return files;
  }

  /** The bytes of all files; those that vanish meanwhile count nothing. */
  static long size(Path directory) {
    long bytes = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        bytes += sizeOrNothing(file);
      }
    } catch (IOException e) {
      throw new StoreIoException(e, "The store's files could not be listed.", "path", directory);
    }
    return bytes;
  }

  private static long sizeOrNothing(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0; // A compaction deleted it after the listing.
    }
  }
}
