package io.ashlar.bench.peers.engine;

import java.nio.ByteBuffer;

/**
 * Keys and values of the hand-written peer, in direct buffers that are reused. Belongs to one
 * thread.
 *
 * <pre>
 * account, teller, branch   key    table (1 byte), id (4)
 *                           value  balance (8), branch (4), filler (84 blanks; accounts only)
 * history                   key    table (1), client (4), sequence (8)
 *                           value  teller (4), branch (4), account (4), delta (8), time (8)
 * </pre>
 */
final class RocksRecords {

  static final byte BRANCHES = 1;
  static final byte TELLERS = 2;
  static final byte ACCOUNTS = 3;
  static final byte HISTORY = 4;

  private static final int FILLER_BYTES = 84;
  private static final int HISTORY_DELTA_OFFSET = 12;
  private static final int BUFFER_BYTES = 256;

  private final ByteBuffer key = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final ByteBuffer value = ByteBuffer.allocateDirect(BUFFER_BYTES);

  /** The key of a row of the three tables that have a balance. */
  ByteBuffer key(byte table, int id) {
    return key.clear().put(table).putInt(id).flip();
  }

  ByteBuffer historyKey(int client, long sequence) {
    return key.clear().put(HISTORY).putInt(client).putLong(sequence).flip();
  }

  /** A row that was never changed. */
  ByteBuffer newRow(byte table, int branch) {
    value.clear().putLong(0).putInt(branch);
    if (table == ACCOUNTS) {
      for (int i = 0; i < FILLER_BYTES; i++) {
        value.put((byte) ' ');
      }
    }
    return value.flip();
  }

  ByteBuffer historyRow(int teller, int branch, int account, long delta, long timeMs) {
    value.clear().putInt(teller).putInt(branch).putInt(account).putLong(delta).putLong(timeMs);
    return value.flip();
  }

  /** Where a row is read into. */
  ByteBuffer emptyValue() {
    return value.clear();
  }

  /** The row that was read last, after adding to its balance. */
  ByteBuffer changed(int valueBytes, long delta) {
    value.position(0).limit(valueBytes);
    value.putLong(0, value.getLong(0) + delta);
    return value;
  }

  /** The balance of the row that was read last. */
  long balance() {
    return value.getLong(0);
  }

  /** The balance of a stored row, or the delta of one of history. */
  static long amount(byte table, byte[] row) {
    return ByteBuffer.wrap(row).getLong(table == HISTORY ? HISTORY_DELTA_OFFSET : 0);
  }
}
