package io.ashlar.bench.growth;

import static io.ashlar.type.ColumnType.BYTES;
import static io.ashlar.type.ColumnType.LONG;

import io.ashlar.Buffers;
import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.Table;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Transaction;
import io.ashlar.workbench.Progress;
import java.util.SplittableRandom;
import org.agrona.MutableDirectBuffer;

/**
 * A table of rows of about a hundred bytes: a key, a counter, and noise, which no compression
 * shrinks. Belongs to one thread.
 */
final class RowTable {

  /** Key and value of a row as they are stored: 13, then 12 and 8 fixed, 8 of an offset, noise. */
  static final int ROW_BYTES = 108;

  static final int PAYLOAD_BYTES = 72;
  static final int ROWS_PER_COMMIT = 1_000;

  private static final String NAME = "rows";
  private static final int NOISE_BYTES = 1 << 16;

  final Database database;
  final Table table;
  final LongColumn id;
  final LongColumn counter;
  final BytesColumn payload;

  private final SplittableRandom random = new SplittableRandom(42);
  private final MutableDirectBuffer noise;

  private RowTable(Database database, Table table) {
    this.database = database;
    this.table = table;
    id = table.longColumn("id");
    counter = table.longColumn("counter");
    payload = table.bytesColumn("payload");
    byte[] bytes = new byte[NOISE_BYTES];
    random.nextBytes(bytes);
    noise = Buffers.wrap(bytes);
  }

  static RowTable create(Database database) {
    TableSchema schema =
        TableSchema.named(NAME)
            .column("id", LONG)
            .column("counter", LONG)
            .notNull()
            .column("payload", BYTES)
            .notNull()
            .primaryKey("id")
            .build();
    return new RowTable(database, database.schema().createTable(schema));
  }

  static RowTable of(Database database) {
    return new RowTable(database, database.table(NAME));
  }

  /** Inserts the ids from 0 on, in order. */
  void load(int rows, long counterValue, Progress progress) {
    Insert insert = table.insert();
    try (Transaction transaction = database.begin()) {
      for (int row = 0; row < rows; row++) {
        if (row > 0 && row % ROWS_PER_COMMIT == 0) {
          transaction.commit();
          transaction.begin();
          if (row % (100 * ROWS_PER_COMMIT) == 0) {
            progress.show("loading: " + row + " of " + rows + " rows");
          }
        }
        insert(insert, row, counterValue).execute(transaction);
      }
      transaction.commit();
    }
  }

  /** Sets the columns of a row; the caller executes. */
  Insert insert(Insert insert, long key, long counterValue) {
    return insert
        .set(id, key)
        .set(counter, counterValue)
        .set(payload, noise, noiseOffset(), PAYLOAD_BYTES);
  }

  MutableDirectBuffer noise() {
    return noise;
  }

  /** Where in the noise the next payload begins. */
  int noiseOffset() {
    return random.nextInt(NOISE_BYTES - PAYLOAD_BYTES);
  }
}
