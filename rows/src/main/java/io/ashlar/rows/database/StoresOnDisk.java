package io.ashlar.rows.database;

import io.ashlar.Options;
import io.ashlar.codec.value.CommitTimestamp;
import io.ashlar.store.VersionedStore;
import io.ashlar.store.provider.AcceptedLoss;
import io.ashlar.store.provider.StoreProvider;
import io.ashlar.store.provider.StoreSettings;
import io.ashlar.verify.RepairReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Translates options for the store that there is, and what it tells for users. Stateless. */
final class StoresOnDisk {

  private StoresOnDisk() {}

  static VersionedStore open(Path directory, Options options) {
    return StoreProvider.installed()
        .open(
            directory,
            new StoreSettings(
                options.isReadOnly(),
                options.cacheBytes(),
                options.memtableBytes(),
                options.compression(),
                options.traceHandles(),
                options.closeTimeout(),
                options.residentBytes(),
                options.commitWindowBytes(),
                options.groupWindow(),
                options.syncInterval(),
                options.minFreeBytes()));
  }

  static RepairReport repair(Path directory) {
    AcceptedLoss loss = StoreProvider.installed().repair(directory);
    return new RepairReport(
        loss.newestTimestamp(),
        time(loss.newestTimestamp()),
        loss.durableTimestamp(),
        time(loss.durableTimestamp()),
        loss.recoveredSequence(),
        loss.durableSequence());
  }

  private static Optional<Instant> time(long timestamp) {
    return timestamp == 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(CommitTimestamp.millis(timestamp)));
  }
}
