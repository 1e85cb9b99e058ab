package io.ashlar.rows.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.SchemaException;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Handles that only name their column, in every place that takes a handle. */
class UnboundColumnTest {

  private static final LongColumn ID = LongColumn.named("id");
  private static final StringColumn NAME = StringColumn.named("name");

  private final Database db = Database.inMemory();
  private Table people;

  @BeforeEach
  void fill() {
    people =
        db.schema()
            .createTable(
                TableSchema.named("people")
                    .column("id", ColumnType.LONG)
                    .column("name", ColumnType.STRING)
                    .primaryKey("id")
                    .build());
    for (int i = 0; i < 5; i++) {
      people.insert().set(ID, i).set(NAME, "p" + i).execute();
    }
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void shouldResolveByNameWherePredicatesOrdersGettersAndAssignmentsTakeThem() {
    assertThat(people.update().where(ID.eq(3)).set(NAME, "three").execute()).isEqualTo(1);
    try (Transaction tx = db.begin();
        RowCursor rows =
            people.scan().where(ID.atLeast(2)).orderBy(ID.descending()).prepare().open(tx)) {
      rows.next();
      rows.next();
      assertThat(rows.getLong(ID)).isEqualTo(3);
      assertThat(rows.getString(NAME)).isEqualTo("three");
    }
  }

  @Test
  void shouldRefuseWhenNoSuchColumnOrAnotherFamily() {
    assertThatThrownBy(() -> people.delete().where(LongColumn.named("age").eq(1)).execute())
        .isInstanceOf(SchemaException.class)
        .hasMessage("The table has no such column. table=people column=age columnTable=");
    assertThatThrownBy(() -> people.delete().where(LongColumn.named("name").eq(1)).execute())
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> people.insert().set(IntColumn.named("name"), 1))
        .isInstanceOf(SchemaException.class);
    assertThat(IntColumn.named("age").isBound()).isFalse();
    assertThat(people.longColumn("id").isBound()).isTrue();
    assertThat(ID).hasToString("id");
  }
}
