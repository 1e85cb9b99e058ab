package io.ashlar.rows.aggregate;

import static io.ashlar.aggregate.Aggregate.avg;
import static io.ashlar.aggregate.Aggregate.max;
import static io.ashlar.aggregate.Aggregate.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Table;
import io.ashlar.aggregate.ColumnAggregate;
import io.ashlar.aggregate.DoubleAggregate;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.PreparedGroups;
import io.ashlar.error.ConstraintException;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.type.ColumnType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groups that are gathered side by side know what one alone would know. */
class GatheredGroupsTest {

  private final Database db = Database.inMemory();
  private final Table table =
      db.schema()
          .createTable(
              TableSchema.named("t")
                  .column("id", ColumnType.LONG)
                  .column("g", ColumnType.LONG)
                  .column("x", ColumnType.DOUBLE)
                  .column("s", ColumnType.STRING)
                  .primaryKey("id")
                  .build());
  private final LongColumn id = table.longColumn("id");
  private final LongColumn g = table.longColumn("g");
  private final DoubleColumn x = table.doubleColumn("x");
  private final StringColumn s = table.stringColumn("s");

  @AfterEach
  void close() {
    db.close();
  }

  private void insert(long key, long group, double value) {
    table.insert().set(id, key).set(g, group).set(x, value).execute();
  }

  @Test
  void shouldSumToInfinityAndNoNumberWhenAGroupHasThem() {
    // Interleaved, so that each group is left and entered again.
    double[] first = {Double.POSITIVE_INFINITY, Double.NaN, Double.MAX_VALUE, 1.0};
    double[] second = {1.0, 1.0, Double.MAX_VALUE, 2.0};
    for (int group = 0; group < first.length; group++) {
      insert(group, group, first[group]);
      insert(10 + group, group, second[group]);
    }
    DoubleAggregate total = sum(x);
    DoubleAggregate mean = avg(x);
    try (PreparedGroups groups = table.scan().groupBy(g).aggregate(total, mean);
        ReadTransaction tx = db.beginRead();
        GroupCursor found = groups.open(tx)) {
      assertThat(groups.explain()).contains("gather in memory");
      assertThat(found.next()).isTrue();
      assertThat(found.getDouble(total)).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(found.getDouble(mean)).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(found.next()).isTrue();
      assertThat(found.getDouble(total)).isNaN();
      assertThat(found.getDouble(mean)).isNaN();
      assertThat(found.next()).isTrue();
      assertThatThrownBy(() -> found.getDouble(total)).isInstanceOf(ConstraintException.class);
      assertThatThrownBy(() -> found.getDouble(mean)).isInstanceOf(ConstraintException.class);
      assertThat(found.next()).isTrue();
      assertThat(found.getDouble(total)).isEqualTo(3.0);
      assertThat(found.getDouble(mean)).isEqualTo(1.5);
    }
  }

  @Test
  void shouldTakeNoRoomForTextWhenAGroupHasNone() {
    table.insert().set(id, 0).set(g, 0).set(s, "long".repeat(2_500)).execute();
    for (int i = 1; i < 20; i++) {
      table.insert().set(id, i).set(g, i).execute();
    }
    ColumnAggregate<StringColumn> last = max(s);
    try (PreparedGroups groups = table.scan().sortInMemory(40_000).groupBy(g).aggregate(last);
        ReadTransaction tx = db.beginRead();
        GroupCursor found = groups.open(tx)) {
      assertThat(found.next()).isTrue();
      assertThat(found.getString(last)).hasSize(10_000);
      for (int i = 1; i < 20; i++) {
        assertThat(found.next()).isTrue();
        assertThat(found.isNull(last)).isTrue();
      }
    }
  }
}
