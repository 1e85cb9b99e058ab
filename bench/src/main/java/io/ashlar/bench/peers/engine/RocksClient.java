package io.ashlar.bench.peers.engine;

import java.nio.ByteBuffer;
import org.rocksdb.GetStatus;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.Transaction;
import org.rocksdb.TransactionDB;
import org.rocksdb.TransactionOptions;
import org.rocksdb.WriteOptions;

/** One client of {@link RocksPeer}: one transaction object, begun anew for each transaction. */
final class RocksClient implements PeerClient {

  private static final long LOCK_TIMEOUT_MS = 10_000;

  private final int id;
  private final TransactionDB database;
  private final WriteOptions writing;
  private final ReadOptions reading = new ReadOptions();
  private final TransactionOptions locking =
      new TransactionOptions().setLockTimeout(LOCK_TIMEOUT_MS);
  private final RocksRecords records = new RocksRecords();
  private final Transaction transaction;

  RocksClient(int id, TransactionDB database, boolean synchronous) throws RocksDBException {
    this.id = id;
    this.database = database;
    this.writing = new WriteOptions().setSync(synchronous);
    this.transaction = database.beginTransaction(writing, locking);
    this.transaction.rollback();
  }

  @Override
  public boolean run(long sequence, int account, int teller, int branch, int delta)
      throws RocksDBException {
    database.beginTransaction(writing, locking, transaction);
    try {
      add(RocksRecords.ACCOUNTS, account, delta);
      readAccount(account);
      add(RocksRecords.TELLERS, teller, delta);
      add(RocksRecords.BRANCHES, branch, delta);
      transaction.put(
          records.historyKey(id, sequence),
          records.historyRow(teller, branch, account, delta, System.currentTimeMillis()));
      transaction.commit();
      return true;
    } catch (RocksDBException e) {
      transaction.rollback();
      if (isConflict(e)) {
        return false;
      }
      throw e;
    }
  }

  private void add(byte table, int row, long delta) throws RocksDBException {
    GetStatus found =
        transaction.getForUpdate(reading, records.key(table, row), records.emptyValue(), true);
    ByteBuffer changed = records.changed(bytesOf(found), delta);
    transaction.put(records.key(table, row), changed);
  }

  private long readAccount(int account) throws RocksDBException {
    bytesOf(
        transaction.get(
            reading, records.key(RocksRecords.ACCOUNTS, account), records.emptyValue()));
    return records.balance();
  }

  private static int bytesOf(GetStatus found) {
    if (found.status.getCode() != Status.Code.Ok) {
      throw new IllegalStateException("a row is gone: " + found.status.getCode());
    }
    return found.requiredSize;
  }

  private static boolean isConflict(RocksDBException failure) {
    return failure.getStatus() != null
        && switch (failure.getStatus().getCode()) {
          case Busy, TimedOut, TryAgain, Expired -> true;
          default -> false;
        };
  }

  @Override
  public void close() {
    transaction.close();
    locking.close();
    reading.close();
    writing.close();
  }
}
