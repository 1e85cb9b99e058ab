package io.ashlar.txn;

import io.ashlar.store.VersionedStore;
import io.ashlar.store.memory.InMemoryStore;

final class InMemorySerializableTest extends SerializableContract {

  @Override
  VersionedStore openStore() {
    return new InMemoryStore();
  }
}
