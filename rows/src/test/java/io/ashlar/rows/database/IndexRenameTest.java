package io.ashlar.rows.database;

import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import org.junit.jupiter.api.Test;

/** An index under another name has the same entries, and holds what it held. */
class IndexRenameTest extends DatabaseTest {

  private static final StringColumn EMAIL = StringColumn.named("email");

  IndexRenameTest() {
    super(StoreKind.EMBEDDED);
  }

  @Test
  void shouldFindRowsByTheNewNameWhenReopened() {
    Table people = people();
    insert(people, 1, "Abe", "abe@x", 30);
    db.schema()
        .alterTable(
            "people", c -> c.renameIndex("by_email", "mail").renameIndex("by_name", "By_Name"));
    db.close();
    open();
    Table again = db.table("people");
    assertThat(again.schema().indexes())
        .extracting(IndexSchema::name)
        .containsExactly("By_Name", "mail");
    assertThat(again.get("mail").set(EMAIL, "abe@x").find()).isPresent();
    assertThatThrownBy(() -> again.get("by_email")).isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> insert(again, 2, "Bob", "abe@x", 30))
        .isInstanceOf(ConstraintException.class);
  }

  @Test
  void shouldSwapNamesOfIndexesInOneChange() {
    Table people = people();
    insert(people, 1, "Abe", "abe@x", 30);
    db.schema()
        .alterTable(
            "people",
            c ->
                c.renameIndex("by_name", "other")
                    .renameIndex("by_email", "by_name")
                    .renameIndex("other", "by_email"));
    assertThat(people.schema().indexes())
        .extracting(IndexSchema::name)
        .containsExactly("by_email", "by_name");
    assertThat(people.schema().indexes().get(1).unique()).isTrue();
  }

  @Test
  void shouldRefuseNamesThatCannotBe() {
    Table people = people();
    assertThatThrownBy(
            () -> db.schema().alterTable("people", c -> c.renameIndex("by_name", "BY_email")))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> db.schema().alterTable("people", c -> c.renameIndex("none", "x")))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> db.schema().alterTable("people", c -> c.renameIndex("by_name", "1")))
        .isInstanceOf(SchemaException.class);
    assertThat(people.schema()).isEqualTo(PEOPLE);
  }

  /**
   * A view from before goes on in partitions by the old name, statements from then on by the new.
   */
  @Test
  void shouldReadPartitionsByOldAndNewNameWhenAViewIsOlder() {
    Table parts =
        db.schema()
            .createTable(
                TableSchema.named("parts")
                    .column("id", LONG)
                    .column("text", STRING)
                    .primaryKey("id")
                    .partitionBy(Partitioning.range("id", 10))
                    .index("by_text", ix -> ix.ascending("text"))
                    .build());
    LongColumn id = parts.longColumn("id");
    StringColumn text = parts.stringColumn("text");
    for (long i = 0; i < 40; i++) {
      assertThat(parts.insert().set(id, i).set(text, "t" + i % 4).execute()).isOne();
    }
    try (ReadTransaction before = db.beginRead();
        PreparedScan scan = parts.scan().where(text.eq("t1")).prepare()) {
      assertThat(count(scan, before)).isEqualTo(10);
      db.schema().alterTable("parts", c -> c.renameIndex("by_text", "texts"));
      assertThat(parts.insert().set(id, 41).set(text, "t1").execute()).isOne();
      assertThat(count(scan, before)).isEqualTo(10);
      try (ReadTransaction after = db.beginRead()) {
        assertThat(count(scan, after)).isEqualTo(11);
      }
    }
    db.close();
    open();
    Table again = db.table("parts");
    try (ReadTransaction read = db.beginRead();
        PreparedScan scan = again.scan().where(again.stringColumn("text").eq("t1")).prepare()) {
      assertThat(count(scan, read)).isEqualTo(11);
    }
  }

  private static int count(PreparedScan scan, ReadTransaction transaction) {
    int rows = 0;
    try (RowCursor cursor = scan.open(transaction)) {
      while (cursor.next()) {
        rows++;
      }
    }
    return rows;
  }
}
