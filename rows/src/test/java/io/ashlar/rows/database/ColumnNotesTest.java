package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ashlar.Insert;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaChangedException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.row.Row;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableChange;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Declared types and comments, which are kept, and greatest lengths, which are held. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class ColumnNotesTest extends DatabaseTest {

  private static final LongColumn ID = LongColumn.named("id");
  private static final StringColumn NAME = StringColumn.named("name");
  private static final BytesColumn DATA = BytesColumn.named("data");

  /** Three characters in ten bytes. */
  private static final String THREE = "\u00e4\uD83D\uDE00\uD83D\uDE00";

  private static final TableSchema NOTED =
      TableSchema.named("noted")
          .tableComment("all that is noted")
          .column("id", ColumnType.LONG)
          .comment("counts\nfrom 1")
          .column("name", ColumnType.STRING)
          .defaultValue("abc")
          .maxLength(3)
          .declaredType("varchar(3)")
          .column("data", ColumnType.BYTES)
          .maxLength(4)
          .declaredType("varbinary(4)")
          .comment("raw")
          .primaryKey("id")
          .uniqueIndex("by_name", ix -> ix.ascending("name").storing("data"))
          .build();

  private final StoreKind kind;
  private Table noted;

  ColumnNotesTest(StoreKind kind) {
    super(kind);
    this.kind = kind;
  }

  @BeforeEach
  void create() {
    noted = db.schema().createTable(NOTED);
  }

  /** The store in memory keeps nothing. */
  private void reopen() {
    if (kind == StoreKind.EMBEDDED) {
      db.close();
      open();
      noted = db.table(noted.name());
    }
  }

  private ColumnSchema column(String name) {
    return noted.schema().columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Insert row(long id, String name) {
    return noted.insert().set(ID, id).set(NAME, name);
  }

  private String nameOf(long id) {
    return noted.get().set(ID, id).find().map(row -> row.getString(NAME)).orElseThrow();
  }

  private void refused(UnaryOperator<TableChange> change, String message) {
    TableSchema before = noted.schema();
    assertThatThrownBy(() -> db.schema().alterTable("noted", change))
        .isInstanceOf(SchemaException.class)
        .hasMessage(message);
    assertThat(noted.schema()).isSameAs(before);
  }

  @Test
  void shouldListWhatWasNotedWhenReopened() {
    assertThat(noted.schema()).isEqualTo(NOTED);
    reopen();
    assertThat(noted.schema()).isEqualTo(NOTED);
    assertThat(column("name").declaredType()).isEqualTo("varchar(3)");
    assertThat(column("data").comment()).isEqualTo("raw");
    assertThat(noted.describe())
        .isEqualTo(
            """
            CREATE TABLE noted (
              id LONG NOT NULL,
              name STRING(3) DEFAULT 'abc', -- declared as varchar(3)
              data BYTES(4), -- declared as varbinary(4)
              PRIMARY KEY (id)
            );
            CREATE UNIQUE INDEX by_name ON noted (name) STORING (data);
            COMMENT ON TABLE noted IS 'all that is noted';
            COMMENT ON COLUMN noted.id IS 'counts
            from 1';
            COMMENT ON COLUMN noted.data IS 'raw';
            """);
  }

  @Test
  void shouldTakeWhatIsAsLongAsAllowedAndNoMore() {
    assertThat(row(1, THREE).set(DATA, new byte[4]).execute()).isEqualTo(1);
    assertThat(nameOf(1)).isEqualTo(THREE);
    ConstraintException refused =
        catchThrowableOfType(ConstraintException.class, () -> row(2, THREE + "x").execute());
    assertThat(refused.sentence()).isEqualTo("The value is longer than its column allows.");
    assertThat(refused.facts())
        .containsEntry("table", "noted")
        .containsEntry("column", "name")
        .containsEntry("maxLength", "3")
        .containsEntry("length", "4");
    assertThatThrownBy(() -> row(2, "b").set(DATA, new byte[5]).execute())
        .isInstanceOf(ConstraintException.class)
        .hasMessage(
            "The value is longer than its column allows."
                + " table=noted column=data maxLength=4 length=5");
    assertThatThrownBy(() -> noted.update().where(ID.eq(1)).set(NAME, "abcd").execute())
        .isInstanceOf(ConstraintException.class);
    assertThatThrownBy(() -> noted.update().where(NAME.eq(THREE)).set(NAME, "abcd").execute())
        .isInstanceOf(ConstraintException.class);
    assertThatThrownBy(() -> noted.upsert().set(ID, 1).set(NAME, "abcd").execute())
        .isInstanceOf(ConstraintException.class);
    assertThat(noted.update().where(ID.eq(9)).set(NAME, "abcd").execute()).isZero();
    assertThat(nameOf(1)).isEqualTo(THREE);
    assertThat(noted.update().where(ID.eq(1)).setNull(NAME).execute()).isEqualTo(1);
    assertThat(noted.insert().set(ID, 3).execute()).isEqualTo(1);
    assertThat(nameOf(3)).isEqualTo("abc");
  }

  @Test
  void shouldUndoTheStatementAloneWhenValueIsTooLong() {
    for (IsolationLevel level : IsolationLevel.values()) {
      long id = level.name().length();
      String name = Long.toString(id);
      try (Transaction tx = db.begin(level)) {
        assertThat(noted.insert(tx).set(ID, id).set(NAME, name).execute()).isEqualTo(1);
        assertThatThrownBy(() -> noted.insert(tx).set(ID, 99).set(NAME, "long").execute())
            .isInstanceOf(ConstraintException.class);
        assertThatThrownBy(() -> noted.update(tx).where(ID.atLeast(0)).set(NAME, "long").execute())
            .isInstanceOf(ConstraintException.class);
        tx.commit();
      }
      assertThat(nameOf(id)).isEqualTo(name);
    }
    assertThat(noted.get().set(ID, 99).find()).isEmpty();
  }

  @Test
  void shouldHoldLengthOfKeyColumns() {
    StringColumn code = StringColumn.named("code");
    TableSchema schema =
        TableSchema.named("codes")
            .column("code", ColumnType.STRING)
            .maxLength(2)
            .column("id", ColumnType.LONG)
            .primaryKey("code", "id")
            .partitionBy(Partitioning.list("code"))
            .build();
    Table codes = db.schema().createTable(schema);
    assertThat(codes.insert().set(code, "de").set(ID, 1).execute()).isEqualTo(1);
    assertThatThrownBy(() -> codes.insert().set(code, "deu").set(ID, 1).execute())
        .isInstanceOf(ConstraintException.class);
    assertThatThrownBy(() -> codes.update().where(code.eq("de")).set(code, "deu").execute())
        .isInstanceOf(ConstraintException.class);
    assertThat(codes.update().where(code.eq("de")).set(code, "fr").execute()).isEqualTo(1);
    assertThatThrownBy(
            () -> db.schema().alterTable("codes", change -> change.setMaxLength("code", 1)))
        .isInstanceOf(ConstraintException.class)
        .hasMessage(
            "Values in some rows are longer than the column allows."
                + " table=codes column=code keys=[(fr,1)]");
    assertThat(codes.delete().where(code.eq("fr")).execute()).isEqualTo(1);
    db.schema().alterTable("codes", change -> change.setMaxLength("code", 1));
    assertThatThrownBy(() -> codes.insert().set(code, "de").set(ID, 1).execute())
        .isInstanceOf(ConstraintException.class);
  }

  @Test
  void shouldJudgeRowsWhenLengthIsShortened() {
    assertThat(row(1, "abc").execute()).isEqualTo(1);
    assertThat(row(2, "ab").execute()).isEqualTo(1);
    db.schema().alterTable("noted", change -> change.dropDefault("name"));
    assertThatThrownBy(() -> db.schema().alterTable("noted", c -> c.setMaxLength("name", 2)))
        .isInstanceOf(ConstraintException.class)
        .hasMessage(
            "Values in some rows are longer than the column allows."
                + " table=noted column=name keys=[(1)]");
    assertThat(column("name").maxLength()).isEqualTo(3);
    assertThat(noted.update().where(ID.eq(1)).set(NAME, "x").execute()).isEqualTo(1);
    db.schema().alterTable("noted", change -> change.setMaxLength("name", 2));
    assertThatThrownBy(() -> row(3, "abc").execute()).isInstanceOf(ConstraintException.class);
    db.schema().alterTable("noted", change -> change.setMaxLength("name", 10));
    assertThat(row(3, "abcdefghij").execute()).isEqualTo(1);
    db.schema().alterTable("noted", c -> c.setMaxLength("name", ColumnSchema.UNLIMITED));
    assertThat(row(4, "x".repeat(1_000)).execute()).isEqualTo(1);
    assertThatThrownBy(() -> db.schema().alterTable("noted", c -> c.setMaxLength("name", 999)))
        .isInstanceOf(ConstraintException.class);
  }

  @Test
  void shouldJudgeRowsThatAreOlderThanTheColumn() {
    assertThat(row(1, "abc").execute()).isEqualTo(1);
    StringColumn tag = StringColumn.named("tag");
    db.schema()
        .alterTable(
            "noted",
            change ->
                change
                    .addColumn("tag", ColumnType.STRING)
                    .defaultValue("tagged")
                    .declaredType("char(6)")
                    .maxLength(6)
                    .comment("more"));
    assertThat(column("tag"))
        .isEqualTo(
            new ColumnSchema(
                "tag", ColumnType.STRING, true, "tagged", false, "char(6)", 6, "more"));
    db.schema().alterTable("noted", change -> change.setDefault("tag", "t"));
    assertThatThrownBy(() -> db.schema().alterTable("noted", c -> c.setMaxLength("tag", 5)))
        .isInstanceOf(ConstraintException.class);
    assertThat(noted.update().where(ID.eq(1)).set(tag, "five5").execute()).isEqualTo(1);
    db.schema().alterTable("noted", change -> change.setMaxLength("tag", 5));
    reopen();
    assertThat(noted.get().set(ID, 1).find().orElseThrow().getString(tag)).isEqualTo("five5");
    assertThatThrownBy(() -> noted.update().where(ID.eq(1)).set(tag, "tagged").execute())
        .isInstanceOf(ConstraintException.class);
  }

  @Test
  void shouldRefuseALengthOfValuesThatHaveNoneWhenTheyHaveADefault() {
    db.schema().alterTable("noted", c -> c.addColumn("n", ColumnType.INT).defaultValue(7));
    refused(c -> c.setMaxLength("n", 1), "Values of the type have no length. column=n type=INT");
  }

  @Test
  void shouldFollowTheColumnWhenItIsRenamedWidenedOrDropped() {
    db.schema()
        .alterTable(
            "noted",
            change ->
                change
                    .addColumn("n", ColumnType.INT)
                    .declaredType("smallint")
                    .comment("number")
                    .renameColumn("n", "m")
                    .renameColumn("name", "title"));
    noted = db.table("noted");
    assertThat(column("m").declaredType()).isEqualTo("smallint");
    assertThat(column("title").maxLength()).isEqualTo(3);
    StringColumn title = StringColumn.named("title");
    assertThatThrownBy(() -> noted.insert().set(ID, 1).set(title, "abcd").execute())
        .isInstanceOf(ConstraintException.class);
    db.schema().alterTable("noted", change -> change.widenColumn("m", ColumnType.LONG));
    assertThat(column("m").declaredType()).isNull();
    assertThat(column("m").comment()).isEqualTo("number");
    db.schema()
        .alterTable(
            "noted",
            change ->
                change
                    .setDeclaredType("m", "bigint")
                    .dropComment("m")
                    .dropDeclaredType("title")
                    .setComment("title", "a title")
                    .setTableComment("other")
                    .renameTo("renamed"));
    reopen();
    assertThat(column("m").declaredType()).isEqualTo("bigint");
    assertThat(column("m").comment()).isNull();
    assertThat(column("title").declaredType()).isNull();
    assertThat(column("title").comment()).isEqualTo("a title");
    assertThat(noted.schema().comment()).isEqualTo("other");
    db.schema().alterTable("renamed", change -> change.dropTableComment().dropColumn("m"));
    db.schema().alterTable("renamed", change -> change.addColumn("m", ColumnType.INT));
    assertThat(column("m")).isEqualTo(new ColumnSchema("m", ColumnType.INT, true));
    assertThat(noted.schema().comment()).isNull();
  }

  @Test
  void shouldRefuseWhenNoteDoesNotFit() {
    refused(
        change -> change.setMaxLength("id", 3),
        "Values of the type have no length. column=id type=LONG");
    refused(
        change -> change.setMaxLength("name", 2),
        "The default is longer than its column allows."
            + " table=noted column=name maxLength=2 length=3");
    refused(
        change -> change.setDefault("name", "abcd"),
        "The default is longer than its column allows."
            + " table=noted column=name maxLength=3 length=4");
    refused(
        change -> change.setMaxLength("name", -1),
        "The greatest length is negative. column=name maxLength=-1");
    refused(
        change -> change.setComment("no", "x"), "There is no such column. table=noted column=no");
    refused(
        change -> change.setComment("id", ""),
        "The length of a text is out of range. text=comment length=0 maxLength=4000");
    refused(
        change -> change.setTableComment("x".repeat(4_001)),
        "The length of a text is out of range. text=comment length=4001 maxLength=4000");
    refused(
        change -> change.setDeclaredType("id", "x".repeat(257)),
        "The length of a text is out of range. text=declaredType length=257 maxLength=256");
    refused(
        change -> change.setDeclaredType("id", "\uD800"),
        "A text of the schema holds an unpaired surrogate. text=declaredType");
    refused(change -> change.maxLength(3), "This follows the addition of a column.");
    assertThatThrownBy(() -> db.schema().alterTable("noted", c -> c.setComment("id", null)))
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> TableSchema.named("t").maxLength(1))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(
            () -> TableSchema.named("t").column("d", ColumnType.decimal(9, 2)).maxLength(1))
        .isInstanceOf(SchemaException.class)
        .hasMessage("Values of the type have no length. column=d type=DECIMAL(9,2)");
  }

  @Test
  void shouldFailRetryableWhenWriterHasAnOlderSchema() {
    try (Transaction tx = db.begin(IsolationLevel.SNAPSHOT)) {
      long view = tx.readTimestamp();
      db.schema().alterTable("noted", change -> change.setMaxLength("data", 1));
      assertThat(view).isPositive();
      assertThatThrownBy(() -> noted.insert(tx).set(ID, 1).set(DATA, new byte[3]).execute())
          .isInstanceOf(SchemaChangedException.class);
    }
  }

  @Test
  void shouldTakeNoNoticeOfRowsThatHaveExpiredAndWereOverwritten() {
    TableSchema schema =
        TableSchema.named("brief")
            .column("id", ColumnType.LONG)
            .column("name", ColumnType.STRING)
            .maxLength(5)
            .primaryKey("id")
            .expireAfter(Duration.ofHours(1))
            .build();
    Table brief = db.schema().createTable(schema);
    assertThat(brief.insert().set(ID, 1).set(NAME, "abcde").execute()).isEqualTo(1);
    handle().context().expiryClock().advance(7_200_000_000L);
    assertThat(brief.insert().set(ID, 1).set(NAME, "abc").execute()).isEqualTo(1);
    db.schema().alterTable("brief", change -> change.setMaxLength("name", 3));
    assertThatThrownBy(() -> brief.insert().set(ID, 2).set(NAME, "abcd").execute())
        .isInstanceOf(ConstraintException.class);
  }

  @Test
  void shouldKeepIndexesInStepWhenLengthIsChanged() {
    assertThat(row(1, "a").set(DATA, new byte[] {1}).execute()).isEqualTo(1);
    db.schema()
        .alterTable("noted", change -> change.setMaxLength("name", 5).setMaxLength("data", 1));
    assertThat(row(2, "abcde").execute()).isEqualTo(1);
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = noted.scan().using("by_name").prepare();
        RowCursor cursor = scan.open(tx)) {
      assertThat(cursor.next()).isTrue();
      Row first = cursor.copy();
      assertThat(cursor.next()).isTrue();
      assertThat(List.of(first.getString(NAME), cursor.getString(NAME)))
          .containsExactly("a", "abcde");
    }
  }
}
