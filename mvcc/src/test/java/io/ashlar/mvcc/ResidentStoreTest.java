package io.ashlar.mvcc;

import io.ashlar.mvcc.embedded.EmbeddedStore;
import io.ashlar.mvcc.embedded.StoreOptions;
import io.ashlar.store.VersionedStore;
import io.ashlar.store.conformance.VersionedStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The store with ranges of rows in memory. */
final class ResidentStoreTest extends VersionedStoreContract {

  private static final long RESIDENT_BYTES = 1 << 20;

  @TempDir private Path directory;

  @Override
  protected VersionedStore openStore() {
    return EmbeddedStore.open(
        directory.resolve("store"), StoreOptions.builder().residentBytes(RESIDENT_BYTES).build());
  }
}
