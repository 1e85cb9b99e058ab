package io.ashlar.rows.database;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Get;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.SchemaException;
import io.ashlar.lookup.BatchGet;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimeColumn;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts that have no form in UTF-8: no row holds one, and every row can be compared with one. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class UnpairedSurrogateTest extends DatabaseTest {

  private static final String HALF = "\uD83D";
  private static final List<String> TEXTS =
      List.of("a", "\uD7FF", "\uE000", "\uD83D\uDE00", "\uD83D\uDE00 and more");

  private Table words;
  private LongColumn id;
  private StringColumn word;

  UnpairedSurrogateTest(StoreKind kind) {
    super(kind);
  }

  @BeforeEach
  void fill() {
    words =
        db.schema()
            .createTable(
                TableSchema.named("words")
                    .column("id", ColumnType.LONG)
                    .column("word", ColumnType.STRING)
                    .column("plain", ColumnType.STRING)
                    .primaryKey("id")
                    .uniqueIndex("by_word", ix -> ix.ascending("word"))
                    .build());
    id = words.longColumn("id");
    word = words.stringColumn("word");
    for (int i = 0; i < TEXTS.size(); i++) {
      words
          .insert()
          .set(id, i)
          .set(word, TEXTS.get(i))
          .set(words.stringColumn("plain"), TEXTS.get(i))
          .execute();
    }
  }

  @Test
  void shouldRefuseToStoreIt() {
    assertThatThrownBy(() -> words.insert().set(word, HALF))
        .isInstanceOf(ConstraintException.class)
        .hasMessageContaining("column=word");
    assertThatThrownBy(() -> words.insertRow(Map.of("id", 9L, "word", "x" + HALF)))
        .isInstanceOf(ConstraintException.class);
    assertThatThrownBy(() -> words.update().where(id.eq(1)).set(word, HALF))
        .isInstanceOf(ConstraintException.class);
  }

  @Test
  void shouldRefuseItInASchema() {
    assertThatThrownBy(() -> db.schema().alterTable("words", c -> c.setDefault("word", HALF)))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(
            () -> db.schema().alterTable("words", c -> c.addCheck("c", word.notEq(HALF))))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(
            () -> db.schema().alterTable("words", c -> c.addCheck("c", word.like("_" + HALF))))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(
            () ->
                db.schema()
                    .createIndex(
                        "words",
                        IndexSchema.named("half").ascending("word").where(word.eq(HALF)).build()))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(
            () ->
                db.schema()
                    .createTable(
                        TableSchema.named("listed")
                            .column("word", ColumnType.STRING)
                            .primaryKey("word")
                            .partitionBy(Partitioning.list("word", List.of("a"), List.of(HALF)))
                            .build()))
        .isInstanceOf(SchemaException.class);
    assertThat(db.schema().tables()).containsExactly("words");
  }

  @Test
  void shouldCompareItByCodePointWithEveryText() {
    for (StringColumn column : List.of(word, words.stringColumn("plain"))) {
      assertThat(found(column.eq(HALF), null)).isEmpty();
      assertThat(found(column.notEq(HALF), null)).hasSize(TEXTS.size());
      assertThat(found(column.in(HALF, "a"), null)).containsExactly("a");
      assertThat(found(column.lessThan(HALF), null)).containsExactlyInAnyOrder("a", "\uD7FF");
      assertThat(found(column.greaterThan(HALF), null))
          .containsExactlyInAnyOrderElementsOf(TEXTS.subList(2, TEXTS.size()));
      assertThat(found(column.startsWith(HALF), null)).isEmpty();
      assertThat(found(column.like(HALF + "%"), null)).isEmpty();
      assertThat(found(column.like("%" + HALF + "%"), null)).isEmpty();
      assertThat(found(column.eq(parameter(0)), HALF)).isEmpty();
      assertThat(found(column.atMost(parameter(0)), HALF)).containsExactlyInAnyOrder("a", "\uD7FF");
    }
    assertThat(words.delete().where(word.eq(HALF)).execute()).isZero();
  }

  @Test
  void shouldBeTheKeyOfNoRow() {
    Table texts =
        db.schema()
            .createTable(
                TableSchema.named("texts")
                    .column("text", ColumnType.STRING)
                    .column("time", ColumnType.TIME)
                    .primaryKey("text", "time")
                    .build());
    StringColumn text = texts.stringColumn("text");
    TimeColumn time = texts.timeColumn("time");
    texts.insert().set(text, "a").setMicroOfDay(time, 0).execute();
    DirectBuffer notText = Flyweights.wrap(new byte[] {'a', (byte) 0x80});

    Get byWord = words.get("by_word");
    assertThat(byWord.set(word, HALF).find()).isEmpty();
    assertThat(byWord.set(word, "a" + HALF).find()).isEmpty();
    assertThat(byWord.set(word, notText, 0, 2).find()).isEmpty();
    assertThat(byWord.set(word, notText, 0, 1).find()).isPresent();
    Get byKey = texts.get();
    assertThat(byKey.set(text, HALF).setMicroOfDay(time, 0).find()).isEmpty();
    assertThat(byKey.set(text, notText, 0, 2).setMicroOfDay(time, 0).find()).isEmpty();
    assertThat(byKey.set(text, "a").setMicroOfDay(time, -1).find()).isEmpty();
    assertThat(byKey.set(text, "a").setMicroOfDay(time, 86_400_000_000L).find()).isEmpty();
    assertThat(byKey.set(text, "a").setMicroOfDay(time, 0).find()).isPresent();
    try (Transaction tx = db.begin()) {
      assertThat(byWord.set(word, HALF).fetchForUpdate(tx)).isFalse();
      assertThat(byKey.set(text, HALF).setMicroOfDay(time, 0).fetchForUpdate(tx)).isFalse();
      BatchGet batch = words.getAll("by_word");
      batch.set(word, HALF).add().set(word, "a").add().set(word, notText, 0, 2).add();
      assertThat(batch.fetch(tx)).isEqualTo(1);
      assertThat(batch.next() && batch.isFound()).isFalse();
      assertThat(batch.next() && batch.isFound()).isTrue();
      assertThat(batch.getString(word)).isEqualTo("a");
      assertThat(batch.next() && batch.isFound()).isFalse();
      BatchGet keys = texts.getAll();
      keys.set(text, "a").setMicroOfDay(time, -1).add();
      keys.set(text, HALF).setMicroOfDay(time, 0).add();
      assertThat(keys.fetch(tx)).isZero();
    }
  }

  private List<String> found(Predicate predicate, String bound) {
    List<String> found = new ArrayList<>();
    try (PreparedScan scan = words.scan().where(predicate).prepare();
        ReadTransaction tx = db.beginRead()) {
      if (bound != null) {
        scan.bind(0, bound);
      }
      assertThat(scan.explain()).isNotEmpty();
      try (RowCursor rows = scan.open(tx)) {
        while (rows.next()) {
          found.add(rows.getString(word));
        }
      }
    }
    return found;
  }
}
