package io.ashlar.rows.database;

import static io.ashlar.type.ColumnType.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables with partitions, read as they were before their columns moved. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class PartitionEvolutionTest extends DatabaseTest {

  private static final int ROWS = 12;

  private static final Map<String, Partitioning> DIVISIONS =
      Map.of(
          "by_value", Partitioning.list("shard"),
          "by_range", Partitioning.range("shard", 1),
          "by_hash", Partitioning.hash(4, "shard"));

  PartitionEvolutionTest(StoreKind kind) {
    super(kind);
  }

  @Test
  void shouldReadAnOlderViewWhenAColumnBeforeTheOneThatDecidesIsGone() {
    DIVISIONS.forEach(this::readAnOlderView);
  }

  private void readAnOlderView(String name, Partitioning division) {
    Table table =
        db.schema()
            .createTable(
                TableSchema.named(name)
                    .column("gone", LONG)
                    .column("shard", LONG)
                    .column("id", LONG)
                    .primaryKey("id", "shard")
                    .index("by_shard", index -> index.ascending("shard"))
                    .partitionBy(division)
                    .build());
    LongColumn shard = table.longColumn("shard");
    LongColumn id = table.longColumn("id");
    for (long i = 0; i < ROWS; i++) {
      table.insert().set(table.longColumn("gone"), 7).set(shard, i % 3).set(id, i).execute();
    }
    try (ReadTransaction before = db.beginRead()) {
      assertThat(before.readTimestamp()).isPositive();
      db.schema().alterTable(name, change -> change.dropColumn("gone"));
      for (long i = 0; i < ROWS; i++) {
        assertThat(table.get().set(id, i).set(shard, i % 3).fetch(before)).as(name).isTrue();
        assertThat(table.get().set(id, i).set(shard, i % 3 + 1).fetch(before)).as(name).isFalse();
      }
      assertThat(ids(table, before, shard.eq(1))).as(name).containsExactly(1L, 4L, 7L, 10L);
      assertThat(ids(table, before, id.eq(5))).as(name).containsExactly(5L);
      assertThat(inOrder(table, before, id)).as(name).isSorted().hasSize(ROWS);
      assertThat(inOrder(table, before, shard)).as(name).isSorted().hasSize(ROWS);
    }
    try (ReadTransaction after = db.beginRead()) {
      assertThat(ids(table, after, shard.eq(1))).as(name).containsExactly(1L, 4L, 7L, 10L);
      assertThat(inOrder(table, after, shard)).as(name).isSorted().hasSize(ROWS);
    }
  }

  private static List<Long> ids(Table table, ReadTransaction view, Predicate predicate) {
    LongColumn id = table.longColumn("id");
    try (PreparedScan scan = table.scan().where(predicate).orderBy(id.ascending()).prepare()) {
      return values(scan, view, id);
    }
  }

  private static List<Long> inOrder(Table table, ReadTransaction view, LongColumn column) {
    try (PreparedScan scan = table.scan().orderBy(column.ascending()).prepare()) {
      return values(scan, view, column);
    }
  }

  private static List<Long> values(PreparedScan scan, ReadTransaction view, LongColumn column) {
    List<Long> values = new ArrayList<>();
    try (RowCursor rows = scan.open(view)) {
      while (rows.next()) {
        values.add(rows.getLong(column));
      }
    }
    return values;
  }
}
