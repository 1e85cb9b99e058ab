package io.ashlar.rows.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sorts of rows that are larger than the memory that a sort may use. */
class WideSortTest {

  private static final int ROWS = 12;
  private static final int ROW_BYTES = 100_000;
  private static final int SORT_BYTES = 50_000;

  private enum Shape {
    PLAIN,
    INDEXED,
    STORED,
    HASHED,
    RANGED
  }

  private final Database db = Database.inMemory();
  private Table files;
  private LongColumn id;
  private LongColumn day;
  private LongColumn size;
  private BytesColumn content;

  @AfterEach
  void close() {
    assertThat(db.maintenance().verify().problems()).isEmpty();
    db.close();
  }

  /** Rows of which the sizes fall as the ids rise; each content repeats its id. */
  private void fill(Shape shape) {
    TableSchema.Builder schema =
        TableSchema.named("files")
            .column("id", ColumnType.LONG)
            .column("day", ColumnType.LONG)
            .column("content", ColumnType.BYTES)
            .column("size", ColumnType.LONG)
            .primaryKey("id");
    switch (shape) {
      case INDEXED -> schema.index("by_day", x -> x.ascending("day"));
      case STORED -> schema.index("by_day", x -> x.ascending("day").storing("content", "size"));
      case HASHED -> schema.partitionBy(Partitioning.hash(3, "id"));
      case RANGED -> schema.partitionBy(Partitioning.range("id", 5));
      default -> {}
    }
    files = db.schema().createTable(schema.build());
    id = files.longColumn("id");
    day = files.longColumn("day");
    size = files.longColumn("size");
    content = files.bytesColumn("content");
    for (long i = 0; i < ROWS; i++) {
      insert(null, i);
    }
  }

  private void insert(Transaction tx, long key) {
    byte[] bytes = new byte[ROW_BYTES];
    Arrays.fill(bytes, (byte) key);
    (tx == null ? files.insert() : files.insert(tx))
        .set(id, key)
        .set(day, key % 3)
        .set(size, 1_000 - key)
        .set(content, bytes)
        .execute();
  }

  private Scan bySize() {
    return files.scan().where(day.in(0, 1, 2)).orderBy(size.ascending()).sortInMemory(SORT_BYTES);
  }

  private List<Long> ids(RowCursor rows) {
    List<Long> ids = new ArrayList<>();
    while (rows.next()) {
      ids.add(rows.getLong(id));
    }
    return ids;
  }

  private List<Long> idsOf(RowCursor rows) {
    List<Long> ids = new ArrayList<>();
    while (rows.next()) {
      byte[] bytes = rows.getBytes(content);
      assertThat(bytes).hasSize(ROW_BYTES).containsOnly((byte) rows.getLong(id));
      assertThat(rows.getLong(size)).isEqualTo(1_000 - rows.getLong(id));
      ids.add(rows.getLong(id));
    }
    return ids;
  }

  private static List<Long> downFrom(long greatest) {
    List<Long> ids = new ArrayList<>();
    for (long i = greatest; i >= 0; i--) {
      ids.add(i);
    }
    return ids;
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void shouldKeepTheSelectedColumnsAloneWhenOthersAreWide(Shape shape) {
    fill(shape);
    try (PreparedScan scan = bySize().select(id, size).prepare();
        ReadTransaction tx = db.beginRead();
        RowCursor rows = scan.open(tx)) {
      assertThat(scan.explain()).contains("sort in memory");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(size)).isEqualTo(1_000 - ROWS + 1);
      if (shape != Shape.STORED) {
        assertThat(rows.version()).isEqualTo(versionOf(tx, ROWS - 1));
      }
      assertThatThrownBy(() -> rows.getBytes(content)).isInstanceOf(IllegalUseException.class);
      assertThat(ids(rows)).isEqualTo(downFrom(ROWS - 2));
    }
  }

  private long versionOf(ReadTransaction tx, long key) {
    Get get = files.get().set(id, key);
    assertThat(get.fetch(tx)).isTrue();
    return get.version();
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void shouldReadWideRowsAgainWhenTheyAreShown(Shape shape) {
    fill(shape);
    try (PreparedScan scan = bySize().prepare();
        PreparedScan few = bySize().reverse().limit(3).prepare();
        ReadTransaction tx = db.beginRead()) {
      assertThat(files.delete().where(id.eq(5)).execute()).as("behind the view").isEqualTo(1);
      try (RowCursor rows = scan.open(tx)) {
        assertThat(idsOf(rows)).isEqualTo(downFrom(ROWS - 1));
      }
      try (RowCursor rows = few.open(tx)) {
        assertThat(idsOf(rows)).containsExactly(0L, 1L, 2L);
      }
    }
  }

  /** What a row was when the cursor was opened, whatever the transaction writes later. */
  @ParameterizedTest
  @EnumSource(Shape.class)
  void shouldReadWideRowsAsTheyWereWhenTheTransactionWrites(Shape shape) {
    fill(shape);
    try (PreparedScan scan = bySize().prepare()) {
      for (IsolationLevel level : IsolationLevel.values()) {
        try (Transaction tx = db.begin(level)) {
          insert(tx, ROWS);
          try (RowCursor rows = scan.open(tx)) {
            assertThat(rows.next()).isTrue();
            assertThat(files.update(tx).where(id.atLeast(3)).set(content, new byte[1]).execute())
                .isEqualTo(ROWS - 2);
            assertThat(files.delete(tx).where(id.lessThan(3)).execute()).isEqualTo(3);
            assertThat(rows.getBytes(content)).hasSize(ROW_BYTES).containsOnly((byte) ROWS);
            assertThat(idsOf(rows)).isEqualTo(downFrom(ROWS - 1));
          }
          tx.rollback();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void shouldNotReadAgainWhenTheTransactionHasEnded(Shape shape) {
    fill(shape);
    try (PreparedScan scan = bySize().prepare()) {
      Transaction tx = db.begin();
      RowCursor rows = scan.open(tx);
      assertThat(rows.next()).isTrue();
      tx.close();
      assertThatThrownBy(() -> rows.getBytes(content)).isInstanceOf(ClosedException.class);
      assertThatThrownBy(rows::next).isInstanceOf(ClosedException.class);
      rows.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void shouldRefuseWhenNotEvenTheKeysFit(Shape shape) {
    fill(shape);
    Scan tiny = files.scan().orderBy(size.ascending()).select(id).sortInMemory(300);
    try (PreparedScan scan = tiny.prepare();
        ReadTransaction tx = db.beginRead()) {
      assertThatThrownBy(() -> scan.open(tx)).isInstanceOf(LimitExceededException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void shouldSelectAColumnThatTheRowIsOlderThan(Shape shape) {
    fill(shape);
    db.schema()
        .alterTable(
            "files", change -> change.addColumn("kind", ColumnType.STRING).defaultValue("old"));
    StringColumn kind = files.stringColumn("kind");
    db.schema().createIndex("files", IndexSchema.named("by_size").ascending("size").build());
    db.schema().dropIndex("files", "by_size");
    try (PreparedScan scan = bySize().select(kind).prepare();
        ReadTransaction tx = db.beginRead();
        RowCursor rows = scan.open(tx)) {
      int shown = 0;
      while (rows.next()) {
        assertThat(rows.getString(kind)).isEqualTo("old");
        shown++;
      }
      assertThat(shown).isEqualTo(ROWS);
    }
  }
}
