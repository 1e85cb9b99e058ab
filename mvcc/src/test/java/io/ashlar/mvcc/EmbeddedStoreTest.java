package io.ashlar.mvcc;

import io.ashlar.mvcc.embedded.EmbeddedStore;
import io.ashlar.mvcc.embedded.StoreOptions;
import io.ashlar.store.VersionedStore;
import io.ashlar.store.conformance.VersionedStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedStoreTest extends VersionedStoreContract {

  @TempDir private Path directory;

  @Override
  protected VersionedStore openStore() {
    return EmbeddedStore.open(directory.resolve("store"), StoreOptions.defaults());
  }
}
