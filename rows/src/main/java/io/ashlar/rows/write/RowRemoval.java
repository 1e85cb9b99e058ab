package io.ashlar.rows.write;

import io.ashlar.codec.row.RowView;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.entry.RowJudge;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.txn.StoreTransaction;
import org.agrona.DirectBuffer;

/**
 * Deletes rows together with their index entries, beside the statements of users. One owner at a
 * time; owns its buffers.
 */
public final class RowRemoval implements AutoCloseable {

  private final EntryChanges entries;
  private final RowView row = new RowView();

  /**
   * Takes buffers.
   *
   * @param context the database
   */
  public RowRemoval(DatabaseContext context) {
    long limitBytes = context.transactions().options().writeSetLimitBytes();
    entries = new EntryChanges(context.pool(), limitBytes, new RowJudge());
  }

  /**
   * Deletes a row that the caller has locked and read with {@code getLocked}.
   *
   * @param transaction what to delete in
   * @param table the table, or its partition
   * @param key holds the row key, keyspace id included, from byte 0 on
   * @param keyLength its bytes
   * @param bytes holds the row from byte 0 on
   * @param length its bytes
   */
  public void remove(
      StoreTransaction transaction,
      TableDefinition table,
      DirectBuffer key,
      int keyLength,
      DirectBuffer bytes,
      int length) {
    int version = RowView.layoutVersion(bytes, 0, length);
    row.wrap(table.layout(version), bytes, 0, length);
    entries.begin(table, transaction);
    entries.removed(key, 0, keyLength, row);
    transaction.delete(key, 0, keyLength);
    entries.clear();
  }

  @Override
  public void close() {
    entries.close();
  }
}
