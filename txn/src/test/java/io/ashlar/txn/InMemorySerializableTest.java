package io.ashlar.txn;

import io.ashlar.mvcc.VersionedStore;
import io.ashlar.mvcc.memory.InMemoryStore;

final class InMemorySerializableTest extends SerializableContract {

  @Override
  VersionedStore openStore() {
    return new InMemoryStore();
  }
}
