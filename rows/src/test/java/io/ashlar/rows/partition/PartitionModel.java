package io.ashlar.rows.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.IsolationLevel;
import io.ashlar.PreparedScan;
import io.ashlar.ReadTransaction;
import io.ashlar.RowCursor;
import io.ashlar.RowReader;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.Transaction;
import io.ashlar.Update;
import io.ashlar.error.ConstraintException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Order;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.schema.ColumnType;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.Partition;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** A partitioned table and what it must hold, with random statements that change both. */
final class PartitionModel {

  record Key(String region, Instant at, long id) implements Comparable<Key> {

    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::region).thenComparing(Key::at).thenComparing(Key::id);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  record Item(Key key, Long amount) {}

  private static final List<String> REGIONS = List.of("ae", "bo", "cy", "da", "eu");
  private static final Instant START = Instant.parse("2026-01-30T00:00:00Z");
  private static final IndexSchema BY_AMOUNT =
      IndexSchema.named("by_amount").descending("amount").build();

  private final Random random;
  private final Partitioning division;
  private final TreeMap<Key, Item> rows = new TreeMap<>();
  private boolean indexed;
  private Database db;
  private Table table;
  private StringColumn region;
  private TimestampColumn at;
  private LongColumn id;
  private LongColumn amount;

  PartitionModel(Random random, Partitioning division) {
    this.random = random;
    this.division = division;
  }

  void create(Database database) {
    List<String> key = List.of("region", "at", "id");
    Set<String> unique = new HashSet<>(division.columns());
    unique.addAll(List.of("amount"));
    TableSchema.Builder schema =
        TableSchema.named("events")
            .column("region", ColumnType.string())
            .column("at", ColumnType.timestamp())
            .column("id", ColumnType.int64())
            .column("amount", ColumnType.int64())
            .primaryKey(key.toArray(new String[0]))
            .index("by_at", ix -> ix.ascending("at").storing("amount"))
            .uniqueIndex(
                "one_amount",
                ix -> {
                  for (String column : unique) {
                    ix.ascending(column);
                  }
                  return ix.ascending("amount".equals(unique.iterator().next()) ? "at" : "at");
                })
            .partitionBy(division);
    database.createTable(build(schema, unique));
    use(database);
  }

  /** The unique index must not name a column twice. */
  private TableSchema build(TableSchema.Builder ignored, Set<String> unique) {
    TableSchema.Builder schema =
        TableSchema.named("events")
            .column("region", ColumnType.string())
            .column("at", ColumnType.timestamp())
            .column("id", ColumnType.int64())
            .column("amount", ColumnType.int64())
            .primaryKey("region", "at", "id")
            .index("by_at", ix -> ix.ascending("at").storing("amount"))
            .partitionBy(division);
    assertThat(ignored).isNotNull();
    return schema
        .uniqueIndex(
            "one_amount",
            ix -> {
              unique.forEach(ix::ascending);
              return ix;
            })
        .build();
  }
}
