package io.ashlar.engine.files;

import io.ashlar.error.StoreOpenException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The hold of one open store on its directory.
 *
 * <p>RocksDB has a lock of its own, but takes it only after it has rotated its log files, and not
 * at all for a read-only open. Ours comes first: one writer, or any number of readers in different
 * processes. A writer writes {@linkplain LockOwner who it is} into the file, for those that it
 * keeps out.
 *
 * <p>Within this process a set of paths decides, before the lock file is opened: POSIX drops all
 * locks of a process on a file as soon as <em>any</em> of its descriptors for that file is closed,
 * so a refused second open would silently unlock the first. The set is kept here, and in the system
 * properties, which are all that this class shares with itself in another class loader.
 */
public final class DirectoryLock implements AutoCloseable {

  /** The name of the lock file in the store's directory. Stays when the store is closed. */
  public static final String FILE_NAME = "STORE_LOCK";

  /** Begins the name of a system property; a real path ends it, and its value tells the holder. */
  private static final String HELD_HERE = "io.ashlar.open:";

  private static final String LOADER = String.valueOf(DirectoryLock.class.getClassLoader());

  /** What this class, in this class loader, holds. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path realPath;
  private final RandomAccessFile file;
  private final boolean shared;

  private DirectoryLock(Path realPath, RandomAccessFile file, boolean shared) {
    this.realPath = realPath;
    this.file = file;
    this.shared = shared;
  }

  /**
   * Takes the lock; does not wait for it.
   *
   * @param directory an existing directory
   * @param shared true for a reader, which creates no file
   * @return the lock, held until closed or until the process ends
   * @throws StoreOpenException if this or another process has the store open, or the lock file
   *     cannot be opened
   */
  public static DirectoryLock acquire(Path directory, boolean shared) {
    Path realPath = realPath(directory);
    if (!HELD.add(realPath)) {
      throw new StoreOpenException("The store is open in this process.", "path", directory);
    }
    RandomAccessFile file = null;
    boolean held = false;
    try {
      // An entry of ours for what we do not hold has come back with restored system properties.
      Object holder = System.getProperties().putIfAbsent(HELD_HERE + realPath, LOADER);
      if (holder != null && !holder.equals(LOADER)) {
        throw openElsewhere(directory, holder);
      }
      file = new RandomAccessFile(realPath.resolve(FILE_NAME).toFile(), shared ? "r" : "rw");
      FileLock lock = file.getChannel().tryLock(0, Long.MAX_VALUE, shared);
      if (lock == null) {
        throw openInAnotherProcess(directory, file, shared);
      }
      held = true;
      if (!shared) {
        LockOwner.write(file);
      }
      return new DirectoryLock(realPath, file, shared);
    } catch (OverlappingFileLockException e) {
      // Somebody has replaced the system properties since the other one was opened.
      throw openElsewhere(directory, "unknown");
    } catch (IOException e) {
      throw new StoreOpenException(e, "The store could not be locked.", "path", directory);
    } finally {
      if (!held) {
        release(realPath, file);
      }
    }
  }

  private static StoreOpenException openInAnotherProcess(
      Path directory, RandomAccessFile file, boolean shared) throws IOException {
    List<Object> facts = new ArrayList<>(List.of("path", directory));
    if (!shared && readersHold(file)) {
      facts.addAll(List.of("heldBy", "readers"));
    } else {
      facts.addAll(LockOwner.read(file));
    }
    return new StoreOpenException("The store is open in another process.", facts.toArray());
  }

  /** Whether a reader would get in, so that whoever holds the directory reads alone. */
  private static boolean readersHold(RandomAccessFile file) throws IOException {
    try (FileLock lock = file.getChannel().tryLock(0, Long.MAX_VALUE, true)) {
      return lock != null;
    }
  }

  private static StoreOpenException openElsewhere(Path directory, Object holder) {
    return new StoreOpenException(
        "The store is open in this process, in another class loader.",
        "path",
        directory,
        "classLoader",
        LOADER,
        "openIn",
        holder);
  }

  /** Gives the directory free. Idempotent. */
  @Override
  public void close() {
    if (!shared) {
      LockOwner.clear(file);
    }
    release(realPath, file);
  }

  private static Path realPath(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      throw new StoreOpenException(e, "The store's directory is not readable.", "path", directory);
    }
  }

  private static void release(Path realPath, RandomAccessFile file) {
    if (file != null) {
      try {
        if (!file.getChannel().isOpen()) {
          return; // Closed before: the path may be held by a later lock.
        }
        file.close();
      } catch (IOException e) {
        // The descriptor is gone all the same, and with it the lock.
        assert !file.getChannel().isOpen();
      }
    }
    System.getProperties().remove(HELD_HERE + realPath, LOADER);
    HELD.remove(realPath);
  }
}
