package io.ashlar.store.memory;

import io.ashlar.store.conformance.VersionedStoreContract;
import io.ashlar.store.VersionedStore;

final class InMemoryStoreTest extends VersionedStoreContract {

  @Override
  protected VersionedStore openStore() {
    return new InMemoryStore();
  }
}
