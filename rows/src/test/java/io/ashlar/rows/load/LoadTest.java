package io.ashlar.rows.load;

import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.load.LoadOptions;
import io.ashlar.load.RowSource;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.rows.database.Beneath;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database on disk with a table of places, in which rows and entries agree at the end. */
@Timeout(120)
abstract class LoadTest {

  static final LoadOptions PLAIN = LoadOptions.defaults();

  static final TableSchema PLACES =
      TableSchema.named("places")
          .column("id", LONG)
          .column("country", STRING)
          .notNull()
          .column("people", LONG)
          .defaultValue(7)
          .column("code", STRING)
          .maxLength(12)
          .primaryKey("id")
          .check("some", LongColumn.named("people").atLeast(0))
          .index("by_country", ix -> ix.ascending("country").descending("people"))
          .index(
              "large",
              ix -> ix.ascending("people").where(LongColumn.named("people").atLeast(1_000)))
          .uniqueIndex("by_code", ix -> ix.ascending("code"))
          .build();

  @TempDir Path directory;
  Database db;
  Table places;
  LongColumn id;
  StringColumn country;
  LongColumn people;
  StringColumn code;

  @BeforeEach
  void create() {
    open();
    use(db.schema().createTable(PLACES));
  }

  void open() {
    db =
        Database.open(
            directory.resolve("db"),
            Options.builder().lockTimeout(Duration.ofMillis(200)).maxRetries(0).build());
  }

  void use(Table table) {
    places = table;
    id = table.longColumn("id");
    country = table.stringColumn("country");
    people = table.longColumn("people");
    code = table.stringColumn("code");
  }

  void reopen() {
    db.close();
    open();
    use(db.table("places"));
  }

  @AfterEach
  void verifyAndClose() throws IOException {
    assertThat(db.maintenance().verify().problems()).isEmpty();
    BufferPool pool = Beneath.pool(db);
    db.close();
    assertThat(pool.outstanding()).isZero();
    try (Stream<Path> left = Files.list(directory.resolve("db"))) {
      assertThat(left.map(Path::toString).filter(path -> path.contains("ingest-"))).isEmpty();
    }
  }

  /** Rows from n - 1 down to 0. */
  RowSource descending(int n) {
    int[] next = {n};
    return row -> {
      if (next[0] == 0) {
        return false;
      }
      int number = --next[0];
      row.set(id, number).set(country, "C" + number % 7).set(code, "code" + number);
      if (number % 3 > 0) {
        row.set(people, number);
      }
      return true;
    };
  }

  RowSource ids(long... keys) {
    int[] next = {0};
    return row -> {
      if (next[0] == keys.length) {
        return false;
      }
      row.set(id, keys[next[0]]).set(country, "C").set(people, next[0]++);
      return true;
    };
  }

  List<Long> found(ReadTransaction tx, PreparedScan scan) {
    List<Long> found = new ArrayList<>();
    try (RowCursor row = scan.open(tx)) {
      while (row.next()) {
        found.add(row.getLong(id));
      }
    }
    return found;
  }

  List<Long> all() {
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = places.scan().prepare()) {
      return found(tx, scan);
    }
  }

  long peopleOf(long key) {
    return places.get().set(id, key).find().orElseThrow().getLong(people);
  }
}
