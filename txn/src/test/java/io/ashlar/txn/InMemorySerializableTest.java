package io.ashlar.txn;

import io.ashlar.store.VersionedStore;
import io.ashlar.store.memory.InMemoryStore;

final class InMemorySerializableTest extends SerializableContract {

  @Override
  protected VersionedStore openStore() {
    return new InMemoryStore();
  }
}
