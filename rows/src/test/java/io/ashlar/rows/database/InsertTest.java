package io.ashlar.rows.database;

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
import static io.ashlar.type.ColumnType.decimal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.Table;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.ClosedException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaException;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Transaction;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class InsertTest extends DatabaseTest {

  InsertTest(StoreKind kind) {
    super(kind);
  }

  @Test
  void shouldKeepRowWhenInserted() {
    Table people = people();
    insert(people, 2, "Bea", null, 40);
    insert(people, 1, "Abe", "abe@x", 30);
    assertThat(StoredRows.all(handle(), people))
        .extracting(row -> row.get("id"), row -> row.get("email"))
        .containsExactly(tuple(1L, "abe@x"), tuple(2L, null));
  }

  @Test
  void shouldRefuseWhenPrimaryKeyExists() {
    Table people = people();
    insert(people, 1, "Abe", "abe@x", 30);
    assertThatThrownBy(() -> insert(people, 1, "Bea", "bea@x", 31))
        .isInstanceOf(ConstraintException.class)
        .hasMessage("A row with this primary key exists. table=people key=(1)");
    assertThat(StoredRows.all(handle(), people)).extracting("name").containsExactly("Abe");
  }

  @Test
  void shouldRefuseWhenUniqueKeyExists() {
    Table people = people();
    insert(people, 1, "Abe", "abe@x", 30);
    assertThatThrownBy(() -> insert(people, 2, "Bea", "abe@x", 31))
        .isInstanceOf(ConstraintException.class)
        .hasMessage(
            "A row with this key exists in a unique index."
                + " table=people index=by_email key=(abe@x)");
    assertThat(StoredRows.all(handle(), people)).extracting("name").containsExactly("Abe");
  }

  @Test
  void shouldAcceptManyNullsWhenIndexIsUnique() {
    Table people = people();
    insert(people, 1, "Abe", null, 30);
    insert(people, 2, "Bea", null, 30);
    assertThat(StoredRows.all(handle(), people)).hasSize(2);
  }

  @Test
  void shouldGoOnWithoutStatementWhenItFailsInTransaction() {
    Table people = people();
    insert(people, 1, "Abe", "abe@x", 30);
    try (Transaction tx = db.begin()) {
      Insert insert = people.insert(tx);
      fill(insert, people, 2, "Bea", "bea@x").execute();
      assertThatThrownBy(() -> fill(insert, people, 3, "Cid", "abe@x").execute())
          .isInstanceOf(ConstraintException.class);
      assertThatThrownBy(() -> fill(insert, people, 2, "Cid", "cid@x").execute())
          .isInstanceOf(ConstraintException.class);
      fill(insert, people, 4, "Dot", "dot@x").execute();
      tx.commit();
    }
    assertThat(StoredRows.all(handle(), people))
        .extracting("name")
        .containsExactly("Abe", "Bea", "Dot");
  }

  @Test
  void shouldUnsetColumnsWhenExecuted() {
    Table people = people();
    Insert insert = people.insert();
    fill(insert, people, 1, "Abe", "abe@x").execute();
    assertThatThrownBy(() -> insert.set(people.longColumn("id"), 2).execute())
        .isInstanceOf(ConstraintException.class)
        .hasMessage("The column may not be null. table=people column=name");
  }

  @Test
  void shouldRefuseNullWhenColumnIsNotNull() {
    Table people = people();
    assertThatThrownBy(() -> insert(people, 1, null, null, 1))
        .isInstanceOf(ConstraintException.class)
        .hasMessage("The column may not be null. table=people column=name");
    assertThatThrownBy(() -> people.insert().set(people.stringColumn("name"), "x").execute())
        .isInstanceOf(ConstraintException.class)
        .hasMessage("The column may not be null. table=people column=id");
    assertThat(StoredRows.all(handle(), people)).isEmpty();
  }

  @Test
  void shouldKeepUnsetColumnsWhenUpsertMeetsRow() {
    Table people = people();
    insert(people, 1, "Abe", "abe@x", 30);
    Insert upsert = people.upsert();
    upsert.set(people.longColumn("id"), 1).set(people.longColumn("age"), 31).execute();
    upsert
        .set(people.longColumn("id"), 2)
        .set(people.stringColumn("name"), "Bea")
        .set(people.stringColumn("email"), "bea@x")
        .execute();
    upsert.set(people.longColumn("id"), 2).setNull(people.stringColumn("email")).execute();
    assertThat(StoredRows.all(handle(), people))
        .containsExactly(
            row("id", 1L, "name", "Abe", "email", "abe@x", "age", 31L),
            row("id", 2L, "name", "Bea", "email", null, "age", null));
    assertThatThrownBy(() -> upsert.set(people.longColumn("id"), 3).execute())
        .isInstanceOf(ConstraintException.class);
    assertThatThrownBy(
            () ->
                upsert
                    .set(people.longColumn("id"), 2)
                    .set(people.stringColumn("email"), "abe@x")
                    .execute())
        .isInstanceOf(ConstraintException.class);
  }

  @Test
  void shouldKeepEveryTypeWhenStored() {
    Table all = db.schema().createTable(everyType());
    MutableDirectBuffer text = Flyweights.wrap("grüße\0".getBytes(StandardCharsets.UTF_8));
    java.util.UUID uuid = new java.util.UUID(-1, 7);
    all.insert()
        .set(all.intColumn("i"), Integer.MIN_VALUE)
        .set(all.stringColumn("s"), text, 0, text.capacity())
        .set(all.booleanColumn("b"), true)
        .set(all.longColumn("l"), Long.MAX_VALUE)
        .set(all.floatColumn("f"), -0.0f)
        .set(all.doubleColumn("d"), Double.NaN)
        .set(all.decimalColumn("n"), new BigDecimal("-12345678.90"))
        .set(all.bytesColumn("y"), new byte[] {0, -1, 1})
        .set(all.uuidColumn("u"), uuid)
        .set(all.dateColumn("da"), LocalDate.of(1969, 12, 31))
        .set(all.timeColumn("ti"), LocalTime.of(23, 59, 59, 999_999_000))
        .set(all.timestampColumn("ts"), Instant.parse("1969-12-31T23:59:59.999999Z"))
        .execute();
    Map<String, Object> row =
        row("i", (long) Integer.MIN_VALUE, "s", "grüße\0", "b", true, "l", Long.MAX_VALUE);
    row.putAll(row("f", 0.0d, "d", Double.NaN, "n", new BigDecimal("-12345678.9"), "y", "00ff01"));
    row.putAll(row("u", uuid, "da", -1L, "ti", 86_399_999_999L, "ts", -1L));
    assertThat(StoredRows.all(handle(), all)).containsExactly(row);
  }

  @Test
  void shouldInsertRowWhenGivenByNames() {
    Table people = people();
    people.insertRow(Map.of("id", 1L, "name", "Abe", "age", 3));
    assertThat(StoredRows.all(handle(), people))
        .containsExactly(row("id", 1L, "name", "Abe", "email", null, "age", 3L));
    assertThatThrownBy(() -> people.insertRow(Map.of("id", 1L, "nome", "Abe")))
        .isInstanceOf(SchemaException.class)
        .hasMessage("There is no such column. table=people column=nome");
    assertThatThrownBy(() -> people.insertRow(Map.of("id", "1", "name", "Abe")))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "The value has another type than the column."
                + " table=people column=id type=LONG valueType=String");
  }

  @Test
  void shouldRefuseValueWhenColumnCannotHoldIt() {
    Table all = db.schema().createTable(everyType());
    Insert insert = all.insert();
    List<Runnable> refused =
        List.of(
            () -> insert.set(all.decimalColumn("n"), new BigDecimal("0.001")),
            () -> insert.set(all.decimalColumn("n"), new BigDecimal("123456789")),
            () -> insert.set(all.dateColumn("da"), LocalDate.MAX),
            () -> insert.setMicroOfDay(all.timeColumn("ti"), 86_400_000_000L),
            () -> insert.set(all.timestampColumn("ts"), Instant.MIN),
            () -> insert.set(all.timestampColumn("ts"), Instant.MAX));
    for (Runnable each : refused) {
      assertThatThrownBy(each::run)
          .isInstanceOf(ConstraintException.class)
          .hasMessageContaining("table=all column=");
    }
    insert.set(all.decimalColumn("n"), new BigDecimal("12345678.9000"));
    assertThatThrownBy(() -> insert.set(all.stringColumn("s"), "\uD800"))
        .isInstanceOf(ConstraintException.class)
        .hasMessage("The text holds an unpaired surrogate. table=all column=s type=STRING");
    MutableDirectBuffer notText = Flyweights.wrap(new byte[] {(byte) 0xC0});
    assertThatThrownBy(() -> insert.set(all.stringColumn("s"), notText, 0, 1))
        .isInstanceOf(ConstraintException.class);
  }

  @Test
  void shouldRefuseColumnWhenItBelongsToAnotherTable() {
    Table people = people();
    Table all = db.schema().createTable(everyType());
    assertThatThrownBy(() -> people.insert().set(all.longColumn("l"), 1))
        .isInstanceOf(SchemaException.class)
        .hasMessage("The column belongs to another table. table=people column=l columnTable=all");
  }

  @Test
  void shouldRefuseWhenKeyOrRowIsTooLong() {
    Table people = people();
    String longText = "x".repeat(9_000);
    assertThatThrownBy(() -> insert(people, 1, "Abe", longText, 1))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageStartingWith("The key is longer than the limit. table=people index=by_email");
    Table all = db.schema().createTable(everyType());
    assertThatThrownBy(
            () ->
                all.insert()
                    .set(all.intColumn("i"), 1)
                    .set(all.stringColumn("s"), "k")
                    .set(all.bytesColumn("y"), new byte[17 << 20])
                    .execute())
        .isInstanceOf(LimitExceededException.class);
    assertThat(StoredRows.all(handle(), people)).isEmpty();
    assertThat(StoredRows.all(handle(), all)).isEmpty();
  }

  @Test
  void shouldRefuseWhenTransactionCannotBeUsed() {
    Table people = people();
    Transaction ended = db.begin();
    ended.close();
    assertThatThrownBy(() -> fill(people.insert(), people, 1, "a", "a").execute(ended))
        .isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> fill(people.insert(), people, 1, "a", "a").execute(null))
        .isInstanceOf(IllegalUseException.class);
    try (Database other = Database.inMemory();
        Transaction foreign = other.begin()) {
      assertThatThrownBy(() -> people.insert(foreign))
          .isInstanceOf(IllegalUseException.class)
          .hasMessage("The transaction belongs to another database.");
    }
  }

  private static Insert fill(Insert insert, Table people, long id, String name, String email) {
    return insert
        .set(people.longColumn("id"), id)
        .set(people.stringColumn("name"), name)
        .set(people.stringColumn("email"), email);
  }

  static TableSchema everyType() {
    return TableSchema.named("all")
        .column("i", INT)
        .column("s", STRING)
        .column("b", BOOLEAN)
        .column("l", LONG)
        .column("f", FLOAT)
        .column("d", DOUBLE)
        .column("n", decimal(10, 2))
        .column("y", BYTES)
        .column("u", UUID)
        .column("da", DATE)
        .column("ti", TIME)
        .column("ts", TIMESTAMP)
        .primaryKey("s", "i")
        .index("one", ix -> ix.descending("i").ascending("b").descending("n").storing("y", "s"))
        .index("two", ix -> ix.ascending("f").descending("d").ascending("u").storing("n"))
        .uniqueIndex("three", ix -> ix.descending("s").ascending("da").descending("ts"))
        .uniqueIndex("four", ix -> ix.ascending("ti").ascending("l").storing("d", "u", "y"))
        .build();
  }

  static Map<String, Object> row(Object... namesAndValues) {
    Map<String, Object> row = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }
}
