package io.ashlar.mvcc;

import io.ashlar.mvcc.memory.InMemoryStore;

final class InMemoryStoreTest extends VersionedStoreContract {

  @Override
  VersionedStore openStore() {
    return new InMemoryStore();
  }
}
