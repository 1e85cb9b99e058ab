package io.ashlar.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.store.Freshness;
import io.ashlar.store.VersionedStore;
import io.ashlar.store.memory.InMemoryStore;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.cursor.TransactionCursor;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** A database of numbers: keys and values are longs. Closing it proves that nothing leaked. */
final class Fixture implements AutoCloseable {

  static final int KEYSPACE = 16;

  final VersionedStore store;
  final BufferPool pool = new BufferPool(1 << 22);
  final Transactions transactions;
  final List<StoreTransaction> made = new ArrayList<>();

  Fixture() {
    this(TransactionOptions.defaults().withLockTimeout(Duration.ofSeconds(5)).withSeed(11));
  }

  Fixture(TransactionOptions options) {
    this(new InMemoryStore(), options);
  }

  Fixture(VersionedStore store, TransactionOptions options) {
    this.store = store;
    this.transactions = new Transactions(store, pool, options);
  }

  StoreTransaction begin(IsolationLevel isolation) {
    StoreTransaction transaction = transactions.newTransaction();
    made.add(transaction);
    transaction.begin(isolation, Durability.GROUP);
    return transaction;
  }

  void commit(long key, long value) {
    try (StoreTransaction transaction = transactions.newTransaction()) {
      transaction.begin(IsolationLevel.READ_COMMITTED, Durability.GROUP);
      getLocked(transaction, key);
      put(transaction, key, value);
      transaction.commit();
    }
  }

  void commitDelete(long key) {
    try (StoreTransaction transaction = transactions.newTransaction()) {
      transaction.begin(IsolationLevel.READ_COMMITTED, Durability.GROUP);
      getLocked(transaction, key);
      delete(transaction, key);
      transaction.commit();
    }
  }

  static MutableDirectBuffer key(long id) {
    MutableDirectBuffer key = Flyweights.wrap(new byte[12]);
    key.putInt(0, KEYSPACE, ByteOrder.BIG_ENDIAN);
    key.putLong(4, id, ByteOrder.BIG_ENDIAN);
    return key;
  }

  static MutableDirectBuffer value(long number) {
    MutableDirectBuffer value = Flyweights.wrap(new byte[17]);
    value.putByte(0, (byte) 1);
    value.putLong(9, number);
    return value;
  }

  /** The value, or null when absent. */
  Long get(StoreTransaction transaction, long key) {
    try (PooledBuffer into = pool.acquire(64)) {
      int length = transaction.get(key(key), 0, 12, into);
      return length == VersionedStore.ABSENT ? null : into.buffer().getLong(9);
    }
  }

  Long getLocked(StoreTransaction transaction, long key) {
    try (PooledBuffer into = pool.acquire(64)) {
      int length = transaction.getLocked(key(key), 0, 12, into);
      return length == VersionedStore.ABSENT ? null : into.buffer().getLong(9);
    }
  }

  /** The value, null when absent, or {@link StoreWriter#HELD}. */
  Long tryGetLocked(StoreTransaction transaction, long key) {
    try (PooledBuffer into = pool.acquire(64)) {
      int length = transaction.getLocked(key(key), 0, 12, into, WhenHeld.PASS_OVER);
      if (length == StoreWriter.HELD) {
        return (long) StoreWriter.HELD;
      }
      return length == VersionedStore.ABSENT ? null : into.buffer().getLong(9);
    }
  }

  static void put(StoreTransaction transaction, long key, long value) {
    transaction.put(key(key), 0, 12, value(value), 0, 17);
  }

  static void delete(StoreTransaction transaction, long key) {
    transaction.delete(key(key), 0, 12);
  }

  Long read(long key) {
    try (StoreTransaction transaction = transactions.newTransaction()) {
      transaction.beginRead(Freshness.ACKNOWLEDGED);
      return get(transaction, key);
    }
  }

  static void open(TransactionCursor cursor) {
    cursor.open(key(0), 0, 12, key(Long.MAX_VALUE), 0, 12);
  }

  static String scan(TransactionCursor cursor) {
    StringBuilder text = new StringBuilder();
    for (boolean more = cursor.first(); more; more = cursor.next()) {
      text.append(current(cursor)).append(' ');
    }
    return text.toString().trim();
  }

  static String current(TransactionCursor cursor) {
    return cursor.key().getLong(4, ByteOrder.BIG_ENDIAN) + "=" + cursor.value().getLong(9);
  }

  @Override
  public void close() {
    for (StoreTransaction each : made) {
      each.close();
    }
    assertThat(transactions.openTransactions()).isZero();
    transactions.close();
    assertThat(transactions.locks().idle()).isTrue();
    assertThat(store.statistics().pinnedViews()).isZero();
    store.close();
    assertThat(pool.outstanding()).isZero();
    pool.close();
  }
}
