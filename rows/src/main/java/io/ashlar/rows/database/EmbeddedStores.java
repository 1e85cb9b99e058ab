package io.ashlar.rows.database;

import io.ashlar.Options;
import io.ashlar.codec.value.CommitTimestamp;
import io.ashlar.codec.value.Durations;
import io.ashlar.engine.Compression;
import io.ashlar.engine.EngineOptions;
import io.ashlar.mvcc.embedded.AcceptedLoss;
import io.ashlar.mvcc.embedded.EmbeddedStore;
import io.ashlar.mvcc.embedded.StoreOptions;
import io.ashlar.store.VersionedStore;
import io.ashlar.verify.RepairReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Translates options for the store on disk and opens it. */
final class EmbeddedStores {

  private static final int MIN_WINDOW_ENTRIES = 1 << 10;

  /** What the window takes beside its entries. */
  private static final long WINDOW_BASE_BYTES = 1 << 19;

  private EmbeddedStores() {}

  static VersionedStore open(Path directory, Options options) {
    return EmbeddedStore.open(directory, storeOptions(options));
  }

  static RepairReport repair(Path directory) {
    StoreOptions existing =
        StoreOptions.builder()
            .engine(EngineOptions.builder().createIfMissing(false).build())
            .build();
    AcceptedLoss loss = EmbeddedStore.repair(directory, existing);
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

  private static int windowEntries(long bytes) {
    long entries = (bytes - WINDOW_BASE_BYTES) / StoreOptions.BYTES_PER_WINDOW_ENTRY;
    // A power of two, as the windows grow by doubling.
    return (int) Math.max(MIN_WINDOW_ENTRIES, Long.highestOneBit(entries));
  }

  static StoreOptions storeOptions(Options options) {
    EngineOptions engine =
        EngineOptions.builder()
            .readOnly(options.isReadOnly())
            .blockCacheBytes(options.cacheBytes())
            .memtableBytes(options.memtableBytes())
            .compression(options.compression() ? Compression.LZ4 : Compression.NONE)
            .traceHandles(options.traceHandles())
            .closeTimeout(options.closeTimeout())
            .build();
    return StoreOptions.builder()
        .engine(engine)
        .windowEntries(windowEntries(options.commitWindowBytes()))
        .groupWindowMicros((int) Durations.toMicros(options.groupWindow()))
        .syncIntervalMs((int) options.syncInterval().toMillis())
        .minFreeBytes(options.minFreeBytes())
        .build();
  }
}
