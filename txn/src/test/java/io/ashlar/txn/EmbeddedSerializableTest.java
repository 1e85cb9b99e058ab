package io.ashlar.txn;

import static io.ashlar.txn.Fixture.key;
import static io.ashlar.txn.Fixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.SnapshotTooOldException;
import io.ashlar.mvcc.embedded.EmbeddedStore;
import io.ashlar.mvcc.embedded.StoreOptions;
import io.ashlar.store.VersionedStore;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.cursor.TransactionCursor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedSerializableTest extends SerializableContract {

  @TempDir private Path directory;

  @Override
  protected VersionedStore openStore() {
    return EmbeddedStore.open(directory.resolve("store"), StoreOptions.defaults());
  }

  @Test
  void shouldRefuseTheReaderOfARangeWhenItsViewHasFallenOutOfTheWindow() {
    StoreOptions small = StoreOptions.builder().windowEntries(1_024).build();
    VersionedStore store = EmbeddedStore.open(directory.resolve("small"), small);
    try (Fixture db = new Fixture(store, TransactionOptions.defaults())) {
      StoreTransaction old = db.begin(IsolationLevel.SERIALIZABLE);
      TransactionCursor cursor = old.borrowCursor();
      cursor.open(key(0), 0, 12, key(10), 0, 12);
      assertThat(cursor.first()).isFalse();
      for (int commit = 0; commit < 20; commit++) {
        StoreTransaction other = db.begin(IsolationLevel.SNAPSHOT);
        for (long row = 0; row < 100; row++) {
          put(other, 100 + row, commit);
        }
        other.commit(Durability.NONE);
      }
      put(old, Long.MAX_VALUE - 1, 1);
      assertThatThrownBy(old::commit).isInstanceOf(SnapshotTooOldException.class);
      StoreTransaction young = db.begin(IsolationLevel.SERIALIZABLE);
      cursor = young.borrowCursor();
      cursor.open(key(0), 0, 12, key(10), 0, 12);
      assertThat(cursor.first()).isFalse();
      put(young, Long.MAX_VALUE - 1, 1);
      assertThat(young.commit()).isPositive();
    }
  }
}
