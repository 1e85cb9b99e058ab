package io.ashlar.bench.growth;

import io.ashlar.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Sizes of a store's files. */
final class StoreFiles {

  private static final String WAL_SUFFIX = ".log";
  private static final long POLL_MS = 250;
  private static final int QUIET_POLLS = 8;

  private StoreFiles() {}

  /** Bytes of the write-ahead log, also of a store that another process has open. */
  static long walBytes(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> logs = files.filter(file -> file.toString().endsWith(WAL_SUFFIX)).toList();
      long bytes = 0;
      for (Path log : logs) {
        bytes += size(log);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      // Deleted after it was listed.
      return 0;
    }
  }

  /**
   * Waits until the size on disk has not changed for two seconds.
   *
   * @return the size
   */
  static long settle(Database database, int mostSeconds) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(mostSeconds);
    long bytes = database.monitor().statistics().bytesOnDisk();
    int quiet = 0;
    while (quiet < QUIET_POLLS && System.nanoTime() < deadline) {
      Thread.sleep(POLL_MS);
      long now = database.monitor().statistics().bytesOnDisk();
      quiet = now == bytes ? quiet + 1 : 0;
      bytes = now;
    }
    return bytes;
  }
}
