package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Insert;
import io.ashlar.Table;
import io.ashlar.error.ClosedException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.SchemaChangedException;
import io.ashlar.error.SchemaException;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class SchemaChangeTest extends DatabaseTest {

  private static final IndexSchema BY_AGE =
      IndexSchema.named("by_age").descending("age").storing("name", "id").build();
  private static final IndexSchema UNIQUE_AGE =
      IndexSchema.named("age_once").unique().ascending("age").build();

  SchemaChangeTest(StoreKind kind) {
    super(kind);
  }

  @Test
  void shouldListAndFindTablesWhenCreated() {
    assertThat(db.schema().tables()).isEmpty();
    Table people = people();
    assertThat(db.schema().tables()).containsExactly("people");
    assertThat(db.table("people")).isSameAs(people);
    assertThat(db.findTable("nobody")).isEmpty();
    assertThat(people.schema()).isEqualTo(PEOPLE);
    assertThat(people.describe())
        .contains("CREATE TABLE people", "name STRING NOT NULL", "PRIMARY KEY (id)")
        .contains("CREATE UNIQUE INDEX by_email ON people (email) STORING (name);");
  }

  @Test
  void shouldRefuseWhenNamesAreTakenOrUnknown() {
    Table people = people();
    TableSchema clash =
        TableSchema.named("People").column("id", ColumnType.INT).primaryKey("id").build();
    assertThatThrownBy(() -> db.schema().createTable(clash))
        .isInstanceOf(SchemaException.class)
        .hasMessage("There is a table of that name. table=people");
    assertThatThrownBy(() -> db.table("nobody"))
        .isInstanceOf(SchemaException.class)
        .hasMessage("There is no such table. table=nobody");
    assertThatThrownBy(() -> db.schema().dropTable("nobody")).isInstanceOf(SchemaException.class);
    assertThatThrownBy(
            () ->
                db.schema()
                    .createIndex("people", IndexSchema.named("BY_NAME").ascending("age").build()))
        .isInstanceOf(SchemaException.class)
        .hasMessage("There is an index of that name. table=people index=by_name");
    assertThatThrownBy(
            () ->
                db.schema().createIndex("people", IndexSchema.named("ix").ascending("zip").build()))
        .isInstanceOf(SchemaException.class)
        .hasMessage("There is no such column. table=people column=zip");
    assertThatThrownBy(() -> db.schema().dropIndex("people", "ix"))
        .isInstanceOf(SchemaException.class)
        .hasMessage("There is no such index. table=people index=ix");
    assertThatThrownBy(() -> people.longColumn("name"))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "The column has another type. table=people column=name type=STRING asked=LongColumn");
    assertThat(people.schema()).isEqualTo(PEOPLE);
  }

  @Test
  void shouldFillIndexWhenTableHasRows() {
    Table people = people();
    for (int i = 0; i < 500; i++) {
      insert(people, i, "name" + i, i % 3 == 0 ? null : "mail" + i, i % 7);
    }
    db.schema().createIndex("people", BY_AGE);
    assertThat(people.schema().indexes()).contains(BY_AGE);
    insert(people, 1_000, "late", null, 3);
    assertThat(db.maintenance().verify().indexEntries()).isEqualTo(501 * 3);
    db.schema().dropIndex("people", "by_age");
    assertThat(people.schema()).isEqualTo(PEOPLE);
    insert(people, 1_001, "later", null, 3);
    assertThat(db.maintenance().verify().indexEntries()).isEqualTo(502 * 2);
  }

  @Test
  void shouldFillInManyCommitsWhenTableIsLarge() {
    Table people = people();
    String filler = "x".repeat(2_000);
    db.transact(
        tx -> {
          Insert insert = people.insert(tx);
          for (int i = 0; i < 2_000; i++) {
            insert
                .set(people.longColumn("id"), i)
                .set(people.stringColumn("name"), filler + i)
                .execute();
          }
        });
    long before = db.monitor().statistics().commits();
    db.schema().createIndex("people", IndexSchema.named("wide").unique().ascending("name").build());
    assertThat(db.monitor().statistics().commits() - before).isGreaterThan(4);
    assertThat(db.maintenance().verify().indexEntries()).isEqualTo(2_000 * 3);
  }

  @Test
  void shouldLeaveTableAsItWasWhenRowsShareUniqueKey() {
    Table people = people();
    insert(people, 1, "Abe", null, 30);
    insert(people, 2, "Bea", null, 30);
    assertThatThrownBy(() -> db.schema().createIndex("people", UNIQUE_AGE))
        .isInstanceOf(ConstraintException.class)
        .hasMessage(
            "Two rows have the same key in a unique index."
                + " table=people index=age_once key=(30) row=(2) otherRow=(1)");
    assertThat(people.schema()).isEqualTo(PEOPLE);
    insert(people, 3, "Cid", null, 30);
    db.schema().createIndex("people", BY_AGE);
    assertThat(db.maintenance().verify().clean()).isTrue();
  }

  @Test
  void shouldTimeOutWhenTransactionRunsOnTable() {
    Table people = people();
    try (Transaction tx = db.begin()) {
      people
          .insert(tx)
          .set(people.longColumn("id"), 1)
          .set(people.stringColumn("name"), "Abe")
          .execute();
      assertThatThrownBy(() -> db.schema().createIndex("people", BY_AGE))
          .isInstanceOf(LockTimeoutException.class)
          .hasMessageStartingWith("Transactions on the table ran for too long. table=people")
          .hasMessageEndingWith(" interrupted=false");
      assertThatThrownBy(() -> db.schema().dropTable("people"))
          .isInstanceOf(LockTimeoutException.class);
      tx.commit();
    }
    assertThat(db.schema().tables()).containsExactly("people");
    assertThat(people.schema()).isEqualTo(PEOPLE);
    db.schema().createIndex("people", BY_AGE);
  }

  @Test
  void shouldRefuseEveryUseWhenTableIsDropped() {
    Table people = people();
    Insert insert = people.insert();
    insert(people, 1, "Abe", "abe@x", 30);
    db.schema().dropTable("people");
    assertThat(db.schema().tables()).isEmpty();
    assertThatThrownBy(
            () ->
                insert
                    .set(people.longColumn("id"), 2)
                    .set(people.stringColumn("name"), "Bea")
                    .execute())
        .isInstanceOf(ClosedException.class)
        .hasMessage("The table was dropped. table=people");
    assertThatThrownBy(people::schema).isInstanceOf(ClosedException.class);
    Table again = people();
    assertThat(again).isNotSameAs(people);
    assertThat(StoredRows.all(handle(), again)).isEmpty();
    assertThat(definition(again).keyspaceId()).isGreaterThan(definition(people).keyspaceId() + 2);
    assertThat(definition(again).id()).isGreaterThan(definition(people).id());
  }

  @Test
  void shouldNotReuseIdsWhenIndexIsCreatedAgain() {
    Table people = people();
    db.schema().createIndex("people", BY_AGE);
    int id = definition(people).index("by_age").orElseThrow().id();
    int keyspace = definition(people).index("by_age").orElseThrow().keyspaceId();
    db.schema().dropIndex("people", "by_age");
    db.schema().createIndex("people", BY_AGE);
    assertThat(definition(people).index("by_age").orElseThrow().id()).isGreaterThan(id);
    assertThat(definition(people).index("by_age").orElseThrow().keyspaceId())
        .isGreaterThan(keyspace);
    assertThat(definition(people).epoch()).isEqualTo(4);
  }

  @Test
  void shouldReadByOldDefinitionWhenViewIsOlder() {
    Table people = people();
    insert(people, 1, "Abe", "abe@x", 30);
    try (ReadTransaction old = db.beginRead()) {
      db.schema().createIndex("people", BY_AGE);
      TableState table = ((TableHandle) people).state();
      assertThat(table.definitionAt(old.readTimestamp()).index("by_age")).isEmpty();
      assertThat(StoredRows.all(old, people)).hasSize(1);
      db.schema().dropIndex("people", "by_name");
      assertThat(table.definitionAt(old.readTimestamp()).index("by_name")).isPresent();
    }
    try (ReadTransaction now = db.beginRead()) {
      TableState table = ((TableHandle) people).state();
      assertThat(table.definitionAt(now.readTimestamp())).isSameAs(table.definition());
    }
  }

  @Test
  void shouldRefuseSnapshotWhenSchemaChangedAfterIt() {
    Table people = people();
    Table other =
        db.schema()
            .createTable(
                TableSchema.named("other").column("id", ColumnType.LONG).primaryKey("id").build());
    try (Transaction tx = db.begin(IsolationLevel.SNAPSHOT)) {
      other.insert(tx).set(other.longColumn("id"), 1).execute();
      db.schema().createIndex("people", BY_AGE);
      Insert insert =
          people.insert(tx).set(people.longColumn("id"), 1).set(people.stringColumn("name"), "Abe");
      assertThatThrownBy(insert::execute)
          .isInstanceOf(SchemaChangedException.class)
          .hasMessageContaining("table=people");
      assertThat(tx.active()).isFalse();
    }
    try (Transaction tx = db.begin(IsolationLevel.READ_COMMITTED)) {
      other.insert(tx).set(other.longColumn("id"), 1).execute();
      db.schema().dropIndex("people", "by_age");
      people
          .insert(tx)
          .set(people.longColumn("id"), 1)
          .set(people.stringColumn("name"), "Abe")
          .execute();
      tx.commit();
    }
    assertThat(StoredRows.all(handle(), people)).hasSize(1);
  }

  @Test
  void shouldRunBodyAgainWhenItSwallowsThatSchemaHasChanged() {
    Table people = people();
    Table other =
        db.schema()
            .createTable(
                TableSchema.named("other").column("id", ColumnType.LONG).primaryKey("id").build());
    AtomicInteger runs = new AtomicInteger();
    Boolean inserted =
        db.transact(
            IsolationLevel.SNAPSHOT,
            tx -> {
              other.insert(tx).set(other.longColumn("id"), 1).execute();
              if (runs.getAndIncrement() == 0) {
                db.schema().createIndex("people", BY_AGE);
              }
              return insertSwallowing(people, tx);
            });
    assertThat(inserted).isTrue();
    assertThat(runs).hasValue(2);
    assertThat(StoredRows.all(handle(), other)).hasSize(1);
  }

  private static boolean insertSwallowing(Table people, Transaction tx) {
    try {
      people
          .insert(tx)
          .set(people.longColumn("id"), 1)
          .set(people.stringColumn("name"), "Abe")
          .execute();
      return true;
    } catch (SchemaChangedException e) {
      return false;
    }
  }

  private static TableDefinition definition(Table table) {
    return ((TableHandle) table).state().definition();
  }
}
