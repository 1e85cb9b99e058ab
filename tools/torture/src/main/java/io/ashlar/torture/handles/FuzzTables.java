package io.ashlar.torture.handles;

import static io.ashlar.type.ColumnType.BOOLEAN;
import static io.ashlar.type.ColumnType.BYTES;
import static io.ashlar.type.ColumnType.DATE;
import static io.ashlar.type.ColumnType.DOUBLE;
import static io.ashlar.type.ColumnType.FLOAT;
import static io.ashlar.type.ColumnType.INT;
import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;
import static io.ashlar.type.ColumnType.TIME;
import static io.ashlar.type.ColumnType.TIMESTAMP;
import static io.ashlar.type.ColumnType.UUID;

import io.ashlar.query.LongColumn;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.type.ColumnType;
import java.time.Duration;
import java.util.List;

/** The tables of the run: a key and a column of each type, all of which may be null. */
final class FuzzTables {

  /** The primary key. */
  static final String ID = "id";

  /** A unique index, present from the beginning. */
  static final String UNIQUE = "by_number";

  /** Names that tables are created and dropped under. */
  static final List<String> TABLES = List.of("t0", "t1", "t2", "t3");

  /** Names that views are created and dropped under. */
  static final List<String> VIEWS = List.of("v0", "v1");

  /** Names that indexes may have; the last is never there. */
  static final List<String> INDEXES =
      List.of(UNIQUE, "by_text", "by_day", "by_real", IndexSchema.PRIMARY, "missing");

  /** Columns by the simple names of their handles' classes; the last is never there. */
  static final List<String> COLUMNS =
      List.of(
          ID,
          "number",
          "bool",
          "long",
          "float",
          "double",
          "decimal",
          "string",
          "bytes",
          "uuid",
          "date",
          "time",
          "timestamp",
          "missing");

  private FuzzTables() {}

  /** The last name is that of a table with partitions, the one before of one whose rows expire. */
  static TableSchema schema(String name) {
    boolean divided = name.equals(TABLES.get(TABLES.size() - 1));
    TableSchema.Builder table = columns(name);
    if (divided) {
      table.partitionBy(Partitioning.range(ID, 50));
      table.uniqueIndex(UNIQUE, index -> index.ascending("number").ascending(ID).storing("string"));
    } else {
      table.uniqueIndex(UNIQUE, index -> index.ascending("number").storing("string"));
    }
    if (name.equals(TABLES.get(TABLES.size() - 2))) {
      table.expireAfter(Duration.ofMillis(50));
    }
    return table.index("by_text", index -> index.ascending("string").descending("long")).build();
  }

  private static TableSchema.Builder columns(String name) {
    return TableSchema.named(name)
        .column(ID, LONG)
        .column("number", INT)
        .column("bool", BOOLEAN)
        .column("long", LONG)
        .column("float", FLOAT)
        .column("double", DOUBLE)
        .column("decimal", ColumnType.decimal(20, 2))
        .column("string", STRING)
        .column("bytes", BYTES)
        .column("uuid", UUID)
        .column("date", DATE)
        .column("time", TIME)
        .column("timestamp", TIMESTAMP)
        .primaryKey(ID);
  }

  static IndexSchema index(int choice) {
    return switch (choice) {
      case 0 ->
          IndexSchema.named("by_day")
              .ascending("date")
              .storing("bytes")
              .where(LongColumn.named(ID).atLeast(0))
              .build();
      case 1 -> IndexSchema.named("by_real").descending("double").ascending("uuid").build();
      default -> IndexSchema.named("by_text").ascending("string").descending("long").build();
    };
  }
}
