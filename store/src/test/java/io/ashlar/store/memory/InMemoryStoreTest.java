package io.ashlar.store.memory;

import io.ashlar.store.VersionedStore;


final class InMemoryStoreTest extends VersionedStoreContract {

  @Override
  VersionedStore openStore() {
    return new InMemoryStore();
  }
}
