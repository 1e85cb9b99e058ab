package io.ashlar.torture.ingest;

import static io.ashlar.type.ColumnType.INT;
import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;

import io.ashlar.Database;
import io.ashlar.Table;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import java.util.SplittableRandom;

/** The rows of producers: each numbers its own from 0 on, and what else a row has follows. */
final class ProducedRow {

  static final IntColumn PRODUCER = IntColumn.named("producer");
  static final LongColumn NUMBER = LongColumn.named("number");
  static final StringColumn PAYLOAD = StringColumn.named("payload");

  private static final String TABLE = "produced";
  private static final int MOST_PAYLOAD = 600;

  private ProducedRow() {}

  /** The table, made if it is missing. */
  static Table table(Database database) {
    return database
        .findTable(TABLE)
        .orElseGet(
            () ->
                database
                    .schema()
                    .createTable(
                        TableSchema.named(TABLE)
                            .column("producer", INT)
                            .column("number", LONG)
                            .column("payload", STRING)
                            .primaryKey("producer", "number")
                            .index("by_payload", ix -> ix.ascending("payload"))
                            .build()));
  }

  static String payload(long seed, int producer, long number) {
    SplittableRandom random = new SplittableRandom(seed + producer * 1_000_003L + number * 31);
    char letter = (char) ('a' + random.nextInt(26));
    return String.valueOf(letter).repeat(random.nextInt(MOST_PAYLOAD));
  }
}
