package io.ashlar.rows.database;

import static io.ashlar.type.ColumnType.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Delete;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Parameter;
import io.ashlar.schema.ReferenceAction;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows to which several foreign keys lead in one statement, and what references them in turn. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class ForeignKeyLevelsTest extends DatabaseTest {

  ForeignKeyLevelsTest(StoreKind kind) {
    super(kind);
  }

  private void top() {
    db.schema().createTable(TableSchema.named("top").column("id", LONG).primaryKey("id").build());
    insert("top", 1);
  }

  /** A table of a number and two columns that are referenced together. */
  private static TableSchema.Builder pairs(String name) {
    return TableSchema.named(name)
        .column("n", LONG)
        .column("a", LONG)
        .column("b", LONG)
        .primaryKey("n")
        .index("by_a", ix -> ix.ascending("a").ascending("b"))
        .index("by_b", ix -> ix.ascending("b").ascending("a"));
  }

  private void low(ReferenceAction onDelete, ReferenceAction onUpdate) {
    db.schema()
        .createTable(
            pairs("low")
                .foreignKey(
                    "both",
                    f ->
                        f.columns("a", "b")
                            .references("middle", "a", "b")
                            .onDelete(onDelete)
                            .onUpdate(onUpdate))
                .build());
  }

  private void insert(String name, long... values) {
    Table table = db.table(name);
    var insert = table.insert();
    for (int i = 0; i < values.length; i++) {
      insert.set(table.longColumn(table.schema().columns().get(i).name()), values[i]);
    }
    assertThat(insert.execute()).isOne();
  }

  private List<String> rows(String name) {
    Table table = db.table(name);
    LongColumn a = table.longColumn("a");
    LongColumn b = table.longColumn("b");
    List<String> rows = new ArrayList<>();
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = table.scan().prepare();
        RowCursor row = scan.open(tx)) {
      while (row.next()) {
        rows.add(
            (row.isNull(a) ? "-" : row.getLong(a)) + ":" + (row.isNull(b) ? "-" : row.getLong(b)));
      }
    }
    return rows;
  }

  private long raise() {
    Table top = db.table("top");
    return top.update().set(top.longColumn("id"), 9).execute();
  }

  @Test
  void shouldFollowAKeyThatTwoForeignKeysChangeTogether() {
    top();
    ReferenceAction along = ReferenceAction.CASCADE;
    db.schema()
        .createTable(
            pairs("middle")
                .uniqueIndex("both", ix -> ix.ascending("a").ascending("b"))
                .foreignKey("a", f -> f.columns("a").references("top").onUpdate(along))
                .foreignKey("b", f -> f.columns("b").references("top").onUpdate(along))
                .build());
    low(ReferenceAction.NO_ACTION, along);
    insert("middle", 1, 1, 1);
    insert("low", 1, 1, 1);
    insert("low", 2, 1, 1);
    assertThat(raise()).isOne();
    assertThat(rows("middle")).containsExactly("9:9");
    assertThat(rows("low")).containsExactly("9:9", "9:9");
  }

  @Test
  void shouldFollowAKeyThatIsChangedAtTwoLevels() {
    top();
    ReferenceAction along = ReferenceAction.CASCADE;
    db.schema()
        .createTable(
            TableSchema.named("side")
                .column("id", LONG)
                .primaryKey("id")
                .foreignKey("id", f -> f.columns("id").references("top").onUpdate(along))
                .build());
    db.schema()
        .createTable(
            pairs("middle")
                .uniqueIndex("both", ix -> ix.ascending("a").ascending("b"))
                .foreignKey("a", f -> f.columns("a").references("top").onUpdate(along))
                .foreignKey("b", f -> f.columns("b").references("side").onUpdate(along))
                .build());
    low(ReferenceAction.NO_ACTION, along);
    insert("side", 1);
    insert("middle", 1, 1, 1);
    insert("low", 1, 1, 1);
    assertThat(raise()).isOne();
    assertThat(rows("middle")).containsExactly("9:9");
    assertThat(rows("low")).containsExactly("9:9");
  }

  @Test
  void shouldDeleteWhatOneForeignKeyDeletesWhateverAnotherWouldDo() {
    for (boolean first : new boolean[] {true, false}) {
      top();
      ReferenceAction a = first ? ReferenceAction.CASCADE : ReferenceAction.SET_NULL;
      ReferenceAction b = first ? ReferenceAction.SET_NULL : ReferenceAction.CASCADE;
      db.schema()
          .createTable(
              pairs("middle")
                  .uniqueIndex("both", ix -> ix.ascending("a").ascending("b"))
                  .foreignKey("a", f -> f.columns("a").references("top").onDelete(a))
                  .foreignKey("b", f -> f.columns("b").references("top").onDelete(b))
                  .build());
      low(ReferenceAction.CASCADE, ReferenceAction.RESTRICT);
      insert("middle", 1, 1, 1);
      insert("low", 1, 1, 1);
      assertThat(db.table("top").delete().execute()).isOne();
      assertThat(rows("middle")).isEmpty();
      assertThat(rows("low")).isEmpty();
      db.schema().dropTable("low");
      db.schema().dropTable("middle");
      db.schema().dropTable("top");
    }
  }

  /** Rows exchange their keys: what references them goes with each of them once. */
  @Test
  void shouldFollowRowsThatExchangeTheirKeys() {
    top();
    insert("top", 2);
    ReferenceAction along = ReferenceAction.CASCADE;
    db.schema()
        .createTable(
            pairs("middle")
                .uniqueIndex("both", ix -> ix.ascending("a").ascending("b"))
                .foreignKey("a", f -> f.columns("a").references("top").onUpdate(along))
                .foreignKey("b", f -> f.columns("b").references("top").onUpdate(along))
                .build());
    low(ReferenceAction.NO_ACTION, along);
    insert("middle", 1, 1, 2);
    insert("middle", 2, 2, 1);
    insert("low", 1, 1, 2);
    insert("low", 2, 2, 1);
    Table top = db.table("top");
    LongColumn id = top.longColumn("id");
    assertThat(top.update().set(id, id.negated().plus(3)).execute()).isEqualTo(2);
    assertThat(rows("middle")).containsExactly("2:1", "1:2");
    assertThat(rows("low")).containsExactly("2:1", "1:2");
  }

  /** What one statement of a reused object was refused for is not asked of the next. */
  @Test
  void shouldForgetWhatAStatementWasRefusedFor() {
    db.schema()
        .createTable(
            TableSchema.named("tree")
                .column("id", LONG)
                .column("up", LONG)
                .primaryKey("id")
                .index("by_up", ix -> ix.ascending("up"))
                .foreignKey(
                    "up",
                    f -> f.columns("up").references("tree").onDelete(ReferenceAction.RESTRICT))
                .build());
    Table tree = db.table("tree");
    LongColumn id = tree.longColumn("id");
    LongColumn up = tree.longColumn("up");
    for (long row = 1; row <= 3; row++) {
      tree.insert().set(id, row).execute();
    }
    tree.update().set(up, 1).where(id.eq(2)).execute();
    Delete delete = tree.delete().where(id.eq(Parameter.parameter(0)));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> delete.bind(0, 1).execute()).isInstanceOf(ConstraintException.class);
    }
    assertThat(delete.bind(0, 3).execute()).isOne();
    assertThat(delete.bind(0, 2).execute()).isOne();
    assertThat(delete.bind(0, 1).execute()).isOne();
    tree.insert().set(id, 1).execute();
    tree.insert().set(id, 2).set(up, 1).execute();
    // Row 2 still references row 1 when that goes, and not at the end of the statement.
    assertThat(tree.delete().execute()).isEqualTo(2);
  }
}
