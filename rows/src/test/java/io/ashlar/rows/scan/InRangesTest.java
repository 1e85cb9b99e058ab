package io.ashlar.rows.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.query.LongColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a serializable transaction has read when it walks several ranges, and what it sees. */
class InRangesTest {

  private final Database db = Database.inMemory();
  private final Table table =
      db.schema()
          .createTable(
              TableSchema.named("t")
                  .column("id", ColumnType.LONG)
                  .column("n", ColumnType.LONG)
                  .primaryKey("id")
                  .build());
  private final LongColumn id = table.longColumn("id");
  private final LongColumn n = table.longColumn("n");

  @BeforeEach
  void fill() {
    for (long key = 0; key < 10; key += 3) {
      table.insert().set(id, key).set(n, key).execute();
    }
  }

  @AfterEach
  void close() {
    db.close();
  }

  /** Reads 1, 3 and 8, writes 100; meanwhile somebody else inserts another row. */
  private void readAndWriteWhileInserting(long other) {
    try (Transaction tx = db.begin(IsolationLevel.SERIALIZABLE);
        PreparedScan scan = table.scan().where(id.in(8L, 1L, 3L)).prepare()) {
      try (RowCursor rows = scan.open(tx)) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(id)).isEqualTo(3);
        assertThat(rows.next()).isFalse();
      }
      table.insert().set(id, other).execute();
      table.insert(tx).set(id, 100).execute();
      tx.commit();
    }
  }

  @Test
  void shouldNotMindWhatIsInsertedBetweenItsRanges() {
    readAndWriteWhileInserting(5);
    assertThat(table.get().set(id, 100).find()).isPresent();
  }

  @Test
  void shouldMindWhatIsInsertedIntoItsRanges() {
    assertThatThrownBy(() -> readAndWriteWhileInserting(1))
        .isInstanceOf(SerializationConflictException.class);
    assertThat(table.delete().where(id.in(1L, 8L)).execute()).isEqualTo(1);
    assertThatThrownBy(() -> readAndWriteWhileInserting(8))
        .isInstanceOf(SerializationConflictException.class);
  }

  @Test
  void shouldSeeTheMomentOfItsOpeningInEveryRange() {
    try (Transaction tx = db.begin(IsolationLevel.READ_COMMITTED);
        PreparedScan scan = table.scan().where(id.in(0L, 4L, 6L)).prepare();
        RowCursor rows = scan.open(tx)) {
      assertThat(rows.next()).isTrue();
      table.insert(tx).set(id, 4).execute();
      table.insert().set(id, 5).execute();
      assertThat(table.delete(tx).where(id.eq(6)).execute()).isEqualTo(1);
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(id)).isEqualTo(6);
      assertThat(rows.next()).isFalse();
      tx.rollback();
    }
  }
}
