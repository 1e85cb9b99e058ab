package io.ashlar.engine.files;

import io.ashlar.error.StoreOpenException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How many table files a store may keep open. RocksDB keeps all of them open by default, and a file
 * that it cannot open, because the process may open no more, fails a flush or a write to the log.
 *
 * <p>Where the process may open many, all stay open: a read then finds its file without a search
 * among the open ones. Otherwise the store takes half of what is left to the process, and closes
 * those that were not read for the longest time.
 */
public final class OpenFiles {

  /** What RocksDB takes for "all". */
  public static final int ALL = -1;

  /** With so many left to the process nobody counts: a store of 64 GiB has a thousand files. */
  private static final long PLENTY = 4_096;

  /** The fewest table files that RocksDB can be told to do with. */
  private static final int LEAST_TABLES = 20;

  /**
   * What a store opens beside table files that stay open: logs, manifest, locks, directories, and
   * the inputs and outputs of flushes and compactions.
   */
  private static final int BESIDE_TABLES = 108;

  /** What an open adds for good before or after it has asked: the library, jars, the lock. */
  private static final int OWN_AT_OPEN = 40;

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Path OPEN = Path.of("/proc/self/fd");
  private static final String LIMIT_LINE = "Max open files";

  private OpenFiles() {}

  /**
   * Fits the number of open table files to what the process may still open.
   *
   * @param tableFiles how many table files the store has now
   * @param path names the store in errors
   * @return the number for RocksDB, {@link #ALL} for no bound
   * @throws StoreOpenException if the process may not open as many files as a store needs at least;
   *     the fact {@code neededLimit} is a limit with which it would open
   */
  public static int fitting(int tableFiles, Path path) {
    long limit = limit();
    return limit < 0 ? ALL : fitting(limit, openNow(), tableFiles, path);
  }

  static int fitting(long limit, long open, int tableFiles, Path path) {
    long left = limit - open;
    if (left < LEAST_TABLES + BESIDE_TABLES) {
      throw new StoreOpenException(
          "The process may open too few files.",
          "path",
          path,
          "limit",
          limit,
          "open",
          open,
          "neededLimit",
          open + LEAST_TABLES + BESIDE_TABLES + OWN_AT_OPEN);
    }
    if (left >= PLENTY && tableFiles < left / 4) {
      return ALL;
    }
    return (int) Math.min(Integer.MAX_VALUE, Math.max(LEAST_TABLES, (left - BESIDE_TABLES) / 2));
  }

  /** The limit of the process, or -1 where the system does not say or has none. */
  private static long limit() {
    try {
      for (String line : Files.readAllLines(LIMITS)) {
        if (line.startsWith(LIMIT_LINE)) {
          String soft = line.substring(LIMIT_LINE.length()).strip().split("\\s+", -1)[0];
          return Long.parseLong(soft);
        }
      }
    } catch (IOException | NumberFormatException e) {
      return -1; // Another system than Linux, or "unlimited".
    }
    return -1;
  }

  private static long openNow() {
    long open = 0;
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(OPEN)) {
      for (Path descriptor : descriptors) {
        open += descriptor.getNameCount() > 0 ? 1 : 0;
      }
    } catch (IOException e) {
      // Not to be listed for want of one descriptor more, for example: the limit itself is known.
      return open;
    }
    return open;
  }
}
