package io.ashlar.engine.files;

import io.ashlar.error.StoreIoException;
import io.ashlar.error.StoreOpenException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A directory inside that of a store, for files that are made before they become part of it. What
 * lies in it when the store is opened was left by a process that has ended.
 *
 * <p>One owner.
 */
public final class IngestDirectory {

  /** Directories of a store begin with this. */
  private static final String PREFIX = "ingest-";

  private static final String FAILED = "A directory for files to be ingested failed.";

  private final Path path;
  private int files;

  private IngestDirectory(Path path) {
    this.path = path;
  }

  /**
   * Makes a new one.
   *
   * @param store the directory of the store
   * @return the directory, empty
   * @throws StoreIoException if it could not be made
   */
  public static IngestDirectory create(Path store) {
    try {
      return new IngestDirectory(Files.createTempDirectory(store, PREFIX));
    } catch (IOException e) {
      throw new StoreIoException(e, FAILED, "path", store);
    }
  }

  /**
   * Where it is.
   *
   * @return the directory
   */
  public Path path() {
    return path;
  }

  /**
   * Where the next file is to be.
   *
   * @return a path at which there is nothing
   */
  public Path newFile() {
    files++;
    return path.resolve(String.format("%06d.sst", files));
  }

  /**
   * Deletes the directory with all that is in it. What its owner puts there at the same moment
   * stays, until the store is opened again.
   *
   * @throws StoreIoException if it fails for another reason
   */
  public void clear() {
    clear(path);
  }

  /**
   * Deletes what processes that have ended left in a store; for who has its lock.
   *
   * @param store the directory of the store
   * @throws StoreOpenException if something is left
   */
  public static void clearAll(Path store) {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(store, PREFIX + "*")) {
      for (Path directory : left) {
        clear(directory);
      }
    } catch (IOException | StoreIoException e) {
      throw new StoreOpenException(
          e, "What a load has left in the store could not be deleted.", "path", store);
    }
  }

  private static void clear(Path directory) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (NoSuchFileException | DirectoryNotEmptyException e) {
      // Somebody has been there before, or is there now.
      return;
    } catch (IOException e) {
      throw new StoreIoException(e, FAILED, "path", directory);
    }
  }
}
