package io.ashlar.rows.load;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.row.RowFormat;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.entry.Assigned;
import io.ashlar.rows.entry.RowBuilder;
import io.ashlar.rows.entry.RowJudge;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.WriteTransactionHandle;
import io.ashlar.rows.write.GeneratedValues;
import io.ashlar.transaction.IsolationLevel;

/** Makes key and row of values, as an insert does. One owner; allocates nothing in steady state. */
final class RowEncoding implements AutoCloseable {

  private final TableDefinition definition;
  private final LoadParts parts;
  private final long stamp;
  private final GeneratedValues generated;
  private final RowJudge judge = new RowJudge();
  private final KeyEncoder key = new KeyEncoder();
  private final RowWriter row;

  /** Has the time of the load, for defaults; of no transaction of the store. */
  private final WriteTransactionHandle time;

  RowEncoding(TableState table, TableDefinition definition, LoadParts parts, long stamp) {
    this.definition = definition;
    this.parts = parts;
    this.stamp = stamp;
    this.generated = new GeneratedValues(table);
    this.time = new WriteTransactionHandle(table.context(), IsolationLevel.READ_COMMITTED);
    BufferPool pool = table.context().pool();
    this.row = new RowWriter(pool);
    judge.use(definition);
  }

  /**
   * Makes a row.
   *
   * @param values its columns, by the definition of the load
   * @return bytes of the row
   * @throws io.ashlar.error.ConstraintException as {@link io.ashlar.Insert#execute()}
   * @throws io.ashlar.error.LimitExceededException as {@link io.ashlar.Insert#execute()}
   */
  int encode(Assigned values) {
    values.adopt(definition);
    RowBuilder.requireLengths(definition, values);
    generated.begin(definition);
    try {
      generated.give(definition, time, values, true);
      RowBuilder.encodeRowKey(definition, values, key);
      LoadPart part = parts.lead(key);
      generated.give(definition, time, values, false);
      int length = RowBuilder.newRow(part.definition(), values, row);
      RowBuilder.requireChecks(
          part.definition(), judge, key.buffer(), 0, key.length(), row.buffer(), length);
      RowFormat.stamp(row.buffer(), 0, stamp);
      return length;
    } finally {
      generated.takeBack(values);
    }
  }

  /** The key of the row made last, in the keyspace of its part. */
  KeyEncoder key() {
    return key;
  }

  /** Holds the row made last. */
  RowWriter row() {
    return row;
  }

  @Override
  public void close() {
    row.close();
  }
}
