package io.ashlar.engine;

import io.ashlar.error.ClosedException;
import java.util.HashSet;
import java.util.Set;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** The compactions that were asked for and still run, so that they can be stopped. Thread-safe. */
final class Compactions {

  /** By identity; guarded by this object's monitor, as is their being closed. */
  private final Set<CompactRangeOptions> running = new HashSet<>();

  private boolean stopped;

  /** Compacts a range, inside of the engine's gate; what it throws is for users. */
  void run(RocksDB db, ColumnFamilyHandle family, byte[] lower, byte[] upper) {
    CompactRangeOptions options = begin();
    try {
      db.compactRange(family, lower, upper, options);
    } catch (RocksDBException e) {
      requireGoing();
      throw StatusTranslator.translate(e);
    } finally {
      end(options);
    }
  }

  private synchronized CompactRangeOptions begin() {
    requireGoing();
    // RocksDB looks at a flag only where there was one at the beginning.
    CompactRangeOptions options =
        new CompactRangeOptions()
            .setExclusiveManualCompaction(false)
            .setBottommostLevelCompaction(BottommostLevelCompaction.kForceOptimized)
            .setCanceled(false);
    running.add(options);
    return options;
  }

  private synchronized void end(CompactRangeOptions options) {
    running.remove(options);
    options.close();
  }

  /** For good. Those that run fail soon. */
  synchronized void stop() {
    stopped = true;
    for (CompactRangeOptions options : running) {
      options.setCanceled(true);
    }
  }

  /** Refuses, also for one that has failed and may have been stopped. */
  private synchronized void requireGoing() {
    if (stopped) {
      throw new ClosedException("Compactions were stopped.");
    }
  }
}
