package io.ashlar.mvcc.embedded;

import io.ashlar.codec.value.Durations;
import io.ashlar.engine.Compression;
import io.ashlar.engine.EngineOptions;
import io.ashlar.store.VersionedStore;
import io.ashlar.store.provider.AcceptedLoss;
import io.ashlar.store.provider.StoreProvider;
import io.ashlar.store.provider.StoreSettings;
import java.nio.file.Path;

/** Opens stores on RocksDB. Made by the service loader. Stateless. */
public final class EmbeddedStoreProvider implements StoreProvider {

  private static final int MIN_WINDOW_ENTRIES = 1 << 10;

  /** What the window takes beside its entries. */
  private static final long WINDOW_BASE_BYTES = 1 << 19;

  /** Stateless. */
  public EmbeddedStoreProvider() {}

  @Override
  public VersionedStore open(Path directory, StoreSettings settings) {
    return EmbeddedStore.open(directory, options(settings));
  }

  @Override
  public AcceptedLoss repair(Path directory) {
    StoreOptions existing =
        StoreOptions.builder()
            .engine(EngineOptions.builder().createIfMissing(false).build())
            .build();
    return EmbeddedStore.repair(directory, existing);
  }

  private static StoreOptions options(StoreSettings settings) {
    EngineOptions engine =
        EngineOptions.builder()
            .readOnly(settings.readOnly())
            .blockCacheBytes(settings.cacheBytes())
            .memtableBytes(settings.memtableBytes())
            .compression(settings.compression() ? Compression.LZ4 : Compression.NONE)
            .traceHandles(settings.traceHandles())
            .closeTimeout(settings.closeTimeout())
            .build();
    return StoreOptions.builder()
        .engine(engine)
        .windowEntries(windowEntries(settings.windowBytes()))
        .groupWindowMicros((int) Durations.toMicros(settings.groupWindow()))
        .syncIntervalMs((int) settings.syncInterval().toMillis())
        .residentBytes(settings.residentBytes())
        .minFreeBytes(settings.minFreeBytes())
        .build();
  }

  private static int windowEntries(long bytes) {
    long entries = (bytes - WINDOW_BASE_BYTES) / StoreOptions.BYTES_PER_WINDOW_ENTRY;
    // A power of two, as the windows grow by doubling.
    return (int) Math.max(MIN_WINDOW_ENTRIES, Long.highestOneBit(entries));
  }
}
