package io.ashlar.bench.growth;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.Options;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.Transaction;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * The process that is to be killed: writes rows until the log has a size, says how many were
 * committed, and waits for its end. Its memtables are as large as it takes that nothing is flushed
 * before that.
 */
final class WalWriter {

  private static final int CACHE_PER_MEMTABLE = 8;
  private static final long LEAST_MEMTABLE_BYTES = 32 << 20;

  private WalWriter() {}

  /**
   * Writes and waits.
   *
   * @param args the directory, the bytes that the log shall have, a durability
   * @throws InterruptedException when woken up instead of killed
   */
  public static void main(String[] args) throws InterruptedException {
    Path directory = Path.of(args[0]);
    long walBytes = Long.parseLong(args[1]);
    // Kept open on purpose: nothing may be put in order before the kill.
    Database database = Database.open(directory, options(walBytes, Durability.valueOf(args[2])));
    RowTable rows = RowTable.create(database);
    long committed = write(rows, directory, walBytes);
    PrintStream out = System.out;
    out.println(committed);
    out.flush();
    while (true) {
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  /** The options that the store is written and opened again with. */
  static Options options(long walBytes, Durability durability) {
    // A memtable takes more room than the log that fills it.
    long memtableBytes = Math.max(LEAST_MEMTABLE_BYTES, 2 * walBytes);
    return Options.builder()
        .durability(durability)
        .memtableBytes(memtableBytes)
        .cacheBytes(CACHE_PER_MEMTABLE * memtableBytes)
        .build();
  }

  private static long write(RowTable rows, Path directory, long walBytes) {
    Insert insert = rows.table.insert();
    long committed = 0;
    try (Transaction transaction = rows.database.begin()) {
      transaction.rollback();
      while (StoreFiles.walBytes(directory) < walBytes) {
        transaction.begin();
        for (int i = 0; i < RowTable.ROWS_PER_COMMIT; i++) {
          rows.insert(insert, committed + i, 0).execute(transaction);
        }
        transaction.commit();
        committed += RowTable.ROWS_PER_COMMIT;
      }
    }
    return committed;
  }
}
