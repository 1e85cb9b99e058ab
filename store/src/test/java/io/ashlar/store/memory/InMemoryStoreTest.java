package io.ashlar.store.memory;

import io.ashlar.store.VersionedStore;
import io.ashlar.store.conformance.VersionedStoreContract;

final class InMemoryStoreTest extends VersionedStoreContract {

  @Override
  protected VersionedStore openStore() {
    return new InMemoryStore();
  }
}
