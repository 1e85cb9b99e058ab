package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaChangedException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.FloatColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.row.Row;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableChange;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each change of a table, seen by rows and index entries from before it and after it. Long because
 * all its tests share those rows and entries.
 */
@ParameterizedClass
@EnumSource(StoreKind.class)
class AlterTableTest extends DatabaseTest {

  private static final LongColumn ID = LongColumn.named("id");
  private static final StringColumn NAME = StringColumn.named("name");
  private static final LongColumn N = LongColumn.named("n");

  private static final TableSchema ITEMS =
      TableSchema.named("items")
          .column("id", ColumnType.INT)
          .column("name", ColumnType.STRING)
          .column("n", ColumnType.INT)
          .column("f", ColumnType.FLOAT)
          .column("d", ColumnType.decimal(6, 2))
          .column("spare", ColumnType.STRING)
          .primaryKey("id")
          .index("by_n", ix -> ix.descending("n").storing("f", "d"))
          .uniqueIndex("by_name", ix -> ix.ascending("name").storing("n"))
          .check("small", IntColumn.named("n").lessThan(1_000))
          .build();

  private final StoreKind kind;
  private Table items;

  AlterTableTest(StoreKind kind) {
    super(kind);
    this.kind = kind;
  }

  @BeforeEach
  void fill() {
    items = db.schema().createTable(ITEMS);
    for (int i = 0; i < 4; i++) {
      insertOld(i);
    }
  }

  private void insertOld(int i) {
    items
        .insert()
        .set(IntColumn.named("id"), i)
        .set(NAME, "old" + i)
        .set(IntColumn.named("n"), 10 * i)
        .set(FloatColumn.named("f"), i / 4f)
        .set(DecimalColumn.named("d"), new BigDecimal("1.5"))
        .execute();
  }

  private void alter(UnaryOperator<TableChange> change) {
    db.schema().alterTable("items", change);
    assertThat(db.maintenance().verify().problems()).isEmpty();
  }

  /** What a kill leaves is what a reopen finds; the store in memory keeps nothing. */
  private void reopen() {
    if (kind == StoreKind.EMBEDDED) {
      db.close();
      open();
      items = db.table("items");
    }
  }

  private List<Row> rows(Supplier<PreparedScan> prepared) {
    List<Row> rows = new ArrayList<>();
    try (PreparedScan scan = prepared.get();
        ReadTransaction tx = db.beginRead();
        RowCursor cursor = scan.open(tx)) {
      while (cursor.next()) {
        rows.add(cursor.copy());
      }
    }
    return rows;
  }

  private List<Row> all() {
    return rows(() -> items.scan().prepare());
  }

  private void refused(UnaryOperator<TableChange> change, String message) {
    TableSchema before = items.schema();
    assertThatThrownBy(() -> db.schema().alterTable("items", change))
        .isInstanceOf(SchemaException.class)
        .hasMessage(message);
    assertThat(items.schema()).isSameAs(before);
  }

  @Test
  void shouldFillOldAndNewRowsWhenColumnIsAddedWithDefault() {
    alter(
        change ->
            change
                .addColumn("score", ColumnType.LONG)
                .notNull()
                .defaultValue(7)
                .addColumn("tag", ColumnType.STRING)
                .defaultValue("none")
                .addColumn("free", ColumnType.BYTES));
    items.insert().set(IntColumn.named("id"), 9).set(NAME, "new").execute();
    db.schema()
        .createIndex(
            "items", IndexSchema.named("by_score").ascending("score").storing("tag").build());
    alter(change -> change.setDefault("score", 8).dropDefault("tag"));
    items.insert().set(IntColumn.named("id"), 10).set(NAME, "newest").execute();
    reopen();
    LongColumn score = items.longColumn("score");
    StringColumn tag = items.stringColumn("tag");
    assertThat(all()).extracting(row -> row.getLong(score)).containsExactly(7L, 7L, 7L, 7L, 7L, 8L);
    assertThat(all())
        .extracting(row -> row.get(tag))
        .containsExactly("none", "none", "none", "none", "none", null);
    assertThat(all()).allMatch(row -> row.isNull(items.column("free")));
    Supplier<PreparedScan> byScore =
        () -> items.scan().where(score.eq(7)).select(score, tag).using("by_score").prepare();
    assertThat(rows(byScore)).hasSize(5).allMatch(row -> row.getString(tag).equals("none"));
    assertThat(items.update().where(ID.eq(2)).add(score, 5).execute()).isEqualTo(1);
    assertThat(items.update().where(ID.eq(3)).set(IntColumn.named("n"), 5).execute()).isEqualTo(1);
    assertThat(rows(() -> items.scan().where(score.eq(12)).prepare())).hasSize(1);
  }

  @Test
  void shouldGiveConstantsInTypeOfTheirColumnWhenSchemaIsAsked() {
    alter(
        change ->
            change
                .addColumn("i", ColumnType.INT)
                .defaultValue(3)
                .addColumn("r", ColumnType.FLOAT)
                .defaultValue(0.1f)
                .addCheck("some", IntColumn.named("n").in(0, 10, 20, 30)));
    assertThat(constants()).containsExactly(3, 0.1f, 1_000, List.of(0, 10, 20, 30));
    alter(change -> change.setDefault("i", 4L).setDefault("r", 0.5d));
    assertThat(constants()).containsExactly(4, 0.5f, 1_000, List.of(0, 10, 20, 30));
    reopen();
    assertThat(constants()).containsExactly(4, 0.5f, 1_000, List.of(0, 10, 20, 30));
    assertThat(items.describe()).contains("i INT DEFAULT 4,", "r FLOAT DEFAULT 0.5,");
    alter(
        change ->
            change
                .widenColumn("i", ColumnType.LONG)
                .widenColumn("r", ColumnType.DOUBLE)
                .widenColumn("n", ColumnType.LONG));
    assertThat(constants()).containsExactly(4L, 0.5d, 1_000L, List.of(0L, 10L, 20L, 30L));
    reopen();
    assertThat(constants()).containsExactly(4L, 0.5d, 1_000L, List.of(0L, 10L, 20L, 30L));
  }

  /** The defaults of the last two columns and the constants of both checks. */
  private List<Object> constants() {
    TableSchema schema = items.schema();
    int columns = schema.columns().size();
    return List.of(
        schema.columns().get(columns - 2).defaultValue(),
        schema.columns().get(columns - 1).defaultValue(),
        ((Predicate.Compare) schema.checks().get(0).predicate()).operand(),
        ((Predicate.In) schema.checks().get(1).predicate()).operands());
  }

  @Test
  void shouldRefuseStepsThatCannotBe() {
    refused(
        change -> change.addColumn("x", ColumnType.LONG).notNull(),
        "A column that may not be null needs a default for the rows there are."
            + " table=items column=x");
    refused(
        change -> change.addColumn("N", ColumnType.LONG),
        "There is a column of that name. table=items column=n");
    refused(
        change -> change.addColumn("x", ColumnType.INT).defaultValue(1L << 40),
        "The default does not fit its column. column=x type=INT value=1099511627776");
    refused(
        change -> change.dropColumn("id"),
        "The column is in use and cannot be dropped."
            + " table=items column=id usedBy=primary key");
    refused(
        change -> change.dropColumn("d"),
        "The column is in use and cannot be dropped. table=items column=d usedBy=index by_n");
    refused(
        change -> change.widenColumn("n", ColumnType.STRING),
        "The type does not hold the values of the column."
            + " table=items column=n type=INT asked=STRING");
    refused(
        change -> change.widenColumn("d", ColumnType.decimal(6, 3)),
        "The type is narrower than that of the column."
            + " table=items column=d type=DECIMAL(6,2) asked=DECIMAL(6,3)");
    refused(
        change -> change.dropNotNull("id"),
        "The column may not allow null. table=items column=id usedBy=primary key");
    refused(change -> change.dropCheck("x"), "There is no such check. table=items check=x");
    refused(
        change -> change.renameColumn("zip", "x"),
        "There is no such column. table=items column=zip");
    refused(change -> change, "The change has no steps. table=items");
    db.schema().dropIndex("items", "by_n");
    db.schema().dropIndex("items", "by_name");
    refused(
        change -> change.dropColumn("n"),
        "The column is in use and cannot be dropped. table=items column=n usedBy=check small");
    alter(change -> change.dropCheck("small").dropColumn("n"));
  }

  @Test
  void shouldReadOldAndNewRowsAndEntriesWhenColumnsAreWidened() {
    IntColumn oldHandle = items.intColumn("n");
    FloatColumn oldFloat = items.floatColumn("f");
    alter(
        change ->
            change
                .widenColumn("id", ColumnType.LONG)
                .widenColumn("n", ColumnType.LONG)
                .widenColumn("f", ColumnType.DOUBLE)
                .widenColumn("d", ColumnType.decimal(12, 4)));
    reopen();
    alter(change -> change.dropCheck("small"));
    items
        .insert()
        .set(ID, 1L << 40)
        .set(NAME, "new")
        .set(N, 1L << 41)
        .set(DoubleColumn.named("f"), 0.1)
        .set(DecimalColumn.named("d"), new BigDecimal("12345678.1234"))
        .execute();
    LongColumn n = items.longColumn("n");
    DoubleColumn f = items.doubleColumn("f");
    DecimalColumn d = items.decimalColumn("d");
    Supplier<PreparedScan> covered = () -> items.scan().select(n, f, d).using("by_n").prepare();
    assertThat(rows(covered))
        .extracting(row -> row.getLong(n))
        .containsExactly(1L << 41, 30L, 20L, 10L, 0L);
    assertThat(rows(covered))
        .extracting(row -> row.getDouble(f))
        .containsExactly(0.1, 0.75, 0.5, 0.25, 0.0);
    assertThat(rows(covered).get(1).getDecimal(d)).isEqualTo(new BigDecimal("1.5000"));
    for (String name : List.of("old2", "new")) {
      Row row = items.get("by_name").set(NAME, name).find().orElseThrow();
      assertThat(row.getLong(n)).isEqualTo(name.equals("new") ? 1L << 41 : 20);
    }
    Supplier<PreparedScan> byName =
        () -> items.scan().select(items.column("name"), n).using("by_name").prepare();
    assertThat(rows(byName)).extracting(row -> row.getLong(n)).contains(20L, 1L << 41);
    if (kind == StoreKind.MEMORY) {
      assertThat(rows(covered).get(1).getInt(oldHandle)).isEqualTo(30);
      assertThat(rows(covered).get(1).getFloat(oldFloat)).isEqualTo(0.75f);
      assertThatThrownBy(() -> rows(covered).get(0).getInt(oldHandle))
          .isInstanceOf(IllegalUseException.class);
      assertThatThrownBy(() -> rows(covered).get(0).getFloat(oldFloat))
          .isInstanceOf(IllegalUseException.class);
      assertThat(items.update().where(oldHandle.eq(30)).set(oldHandle, 31).execute()).isEqualTo(1);
    }
    assertThat(items.update().where(ID.eq(1)).set(N, 1L << 42).execute()).isEqualTo(1);
    assertThat(items.delete().where(ID.eq(2)).execute()).isEqualTo(1);
  }

  @Test
  void shouldTakeWiderValuesWhenHandleIsOlderThanWidening() {
    IntColumn n = items.intColumn("n");
    FloatColumn f = items.floatColumn("f");
    DecimalColumn d = items.decimalColumn("d");
    IntColumn id = items.intColumn("id");
    assertThatThrownBy(() -> items.update().setValue(n, 1L << 40))
        .isInstanceOf(SchemaException.class);
    alter(
        change ->
            change
                .dropCheck("small")
                .widenColumn("n", ColumnType.LONG)
                .widenColumn("f", ColumnType.DOUBLE)
                .widenColumn("d", ColumnType.decimal(20, 10)));
    long big = 1L << 40;
    BigDecimal fine = new BigDecimal("1234567890.0123456789");
    assertThat(
            items
                .update()
                .where(id.eq(1))
                .setValue(n, big)
                .setValue(f, 0.1d)
                .setValue(d, fine)
                .execute())
        .isEqualTo(1);
    assertThat(items.update().where(id.eq(2)).set(n, n.plus(big)).set(f, f.times(0.1d)).execute())
        .isEqualTo(1);
    for (String key : List.of("primary", "by_n")) {
      List<Row> found = rows(() -> items.scan().where(n.eq(big)).using(key).prepare());
      assertThat(found).hasSize(1);
      Row row = found.get(0);
      assertThat(List.of(row.get(n), row.get(f), row.get(d))).containsExactly(big, 0.1d, fine);
      assertThatThrownBy(() -> row.getInt(n))
          .isInstanceOf(IllegalUseException.class)
          .hasMessage(
              "The handle is older than the widening of its column, and the value does not fit it;"
                  + " take the handle anew. column=items.n value=1099511627776");
    }
    Get get = items.get().set(id, 1);
    try (ReadTransaction tx = db.beginRead()) {
      assertThat(get.fetch(tx)).isTrue();
      assertThat(List.of(get.get(n), get.get(f), get.get(d))).containsExactly(big, 0.1d, fine);
      assertThatThrownBy(() -> get.getFloat(f)).isInstanceOf(IllegalUseException.class);
    }
    assertThat(rows(() -> items.scan().where(n.greaterThan(big)).prepare()))
        .extracting(row -> row.get(n))
        .containsExactly(big + 20);
  }

  @Test
  void shouldMoveOrdinalsWhenColumnIsDropped() {
    Insert filled = items.insert().set(IntColumn.named("id"), 50).set(NAME, "kept");
    Insert lost =
        items.insert().set(IntColumn.named("id"), 51).set(StringColumn.named("spare"), "");
    db.schema().dropIndex("items", "by_name");
    StringColumn spare = items.stringColumn("spare");
    try (ReadTransaction before = db.beginRead()) {
      assertThat(items.get().set(IntColumn.named("id"), 1).find(before)).isPresent();
      db.schema()
          .alterTable(
              "items", change -> change.dropColumn("spare").addColumn("spare", ColumnType.INT));
      Row row = items.get().set(IntColumn.named("id"), 1).find(before).orElseThrow();
      assertThat(row.isNull(spare)).isTrue();
      assertThat(row.toMap()).containsEntry("spare", null).containsEntry("n", 10);
    }
    assertThat(filled.execute()).isEqualTo(1);
    assertThatThrownBy(lost::execute).isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> items.update().set(spare, "x").execute())
        .isInstanceOf(SchemaException.class);
    reopen();
    assertThat(items.get().set(IntColumn.named("id"), 50).find().orElseThrow().getString(NAME))
        .isEqualTo("kept");
    assertThat(items.intColumn("spare").columnId()).isNotEqualTo(spare.columnId());
    assertThat(all()).allMatch(row -> row.isNull(items.column("spare")));
  }

  @Test
  void shouldKeepTableWhenRowsViolateNewConstraint() {
    String before = items.describe();
    assertThatThrownBy(() -> db.schema().alterTable("items", change -> change.setNotNull("spare")))
        .isInstanceOf(ConstraintException.class)
        .hasMessageStartingWith("The column is null in some rows. table=items column=spare keys=[")
        .hasMessageContaining("0")
        .hasMessageContaining("3");
    assertThatThrownBy(
            () ->
                db.schema()
                    .alterTable(
                        "items",
                        change ->
                            change
                                .addColumn("more", ColumnType.LONG)
                                .addCheck("low", IntColumn.named("n").atMost(10))))
        .isInstanceOf(ConstraintException.class)
        .hasMessageStartingWith("Rows violate the check. table=items check=low keys=[");
    assertThat(items.describe()).isEqualTo(before);
    alter(change -> change.setNotNull("name").addCheck("ok", IntColumn.named("n").atMost(30)));
    reopen();
    assertThatThrownBy(() -> items.insert().set(IntColumn.named("id"), 60).execute())
        .isInstanceOf(ConstraintException.class)
        .hasMessage("The column may not be null. table=items column=name");
    alter(change -> change.dropNotNull("name").dropCheck("ok"));
    items.insert().set(IntColumn.named("id"), 60).set(IntColumn.named("n"), 999).execute();
  }

  @Test
  void shouldFindTableByItsNewNameWhenRenamed() {
    IntColumn n = items.intColumn("n");
    alter0(change -> change.renameTo("things").renameColumn("n", "m").renameColumn("name", "n"));
    assertThat(db.schema().tables()).containsExactly("things");
    assertThat(db.findTable("items")).isEmpty();
    assertThat(db.table("things")).isSameAs(items);
    assertThat(items.update().where(n.eq(20)).set(n, 21).execute()).isEqualTo(1);
    assertThat(items.describe()).contains("CHECK (m < 1000)", "ON things (m DESC)");
    Table other = db.schema().createTable(ITEMS);
    assertThatThrownBy(() -> db.schema().alterTable("items", change -> change.renameTo("Things")))
        .isInstanceOf(SchemaException.class)
        .hasMessage("There is a table of that name. table=things");
    assertThat(other.name()).isEqualTo("items");
    if (kind == StoreKind.EMBEDDED) {
      db.close();
      open();
      assertThat(db.schema().tables()).containsExactly("items", "things");
      assertThat(db.table("things").schema().columns().get(2).name()).isEqualTo("m");
    }
  }

  private void alter0(UnaryOperator<TableChange> change) {
    db.schema().alterTable("items", change);
  }

  @Test
  void shouldFailRetryableWhenTransactionBeganUnderOlderSchema() {
    for (IsolationLevel level : IsolationLevel.values()) {
      String column = "added_" + level.name();
      try (Transaction tx = db.begin(level)) {
        assertThat(db.schema().tables()).contains("items");
        Table other = db.findTable("other").orElseGet(() -> db.schema().createTable(other()));
        other.upsert(tx).set(ID, 1).execute();
        db.schema()
            .alterTable(
                "items", change -> change.addColumn(column, ColumnType.INT).defaultValue(5));
        if (level == IsolationLevel.READ_COMMITTED) {
          items.update(tx).where(IntColumn.named("id").eq(1)).set(NAME, "x").execute();
          tx.commit();
          continue;
        }
        assertThatThrownBy(
                () -> {
                  items.update(tx).where(IntColumn.named("id").eq(1)).set(NAME, "x").execute();
                  tx.commit();
                })
            .isInstanceOf(SchemaChangedException.class);
      }
    }
  }

  private static TableSchema other() {
    return TableSchema.named("other").column("id", ColumnType.LONG).primaryKey("id").build();
  }

  @Test
  void shouldDescribeWholeTable() {
    db.schema()
        .createTable(
            TableSchema.named("rich")
                .column("id", ColumnType.LONG)
                .identity()
                .column("name", ColumnType.STRING)
                .notNull()
                .defaultValue("it's")
                .column("price", ColumnType.decimal(8, 2))
                .defaultValue(new BigDecimal("1.50"))
                .column("raw", ColumnType.BYTES)
                .defaultValue(new byte[] {1, -1})
                .primaryKey("id")
                .check("named", NAME.notEq("").or(NAME.isNull()))
                .uniqueIndex("once", ix -> ix.ascending("name").descending("price").storing("raw"))
                .build());
    assertThat(db.table("rich").describe())
        .isEqualTo(
            """
            CREATE TABLE rich (
              id LONG NOT NULL GENERATED BY DEFAULT AS IDENTITY,
              name STRING DEFAULT 'it''s' NOT NULL,
              price DECIMAL(8,2) DEFAULT 1.5,
              raw BYTES DEFAULT X'01ff',
              CONSTRAINT named CHECK (name <> '' OR name IS NULL),
              PRIMARY KEY (id)
            );
            CREATE UNIQUE INDEX once ON rich (name, price DESC) STORING (raw);
            """);
  }
}
