package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.IndexSchema;
import io.ashlar.transaction.ReadTransaction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A table of people, some of whom know their first number by their age. */
abstract class KeyUpdates extends DatabaseTest {

  static final int ROWS = 6;

  Table people;
  LongColumn id;
  LongColumn age;
  StringColumn name;
  StringColumn email;

  KeyUpdates(StoreKind kind) {
    super(kind);
  }

  @BeforeEach
  void create() {
    people = people();
    id = people.longColumn("id");
    age = people.longColumn("age");
    name = people.stringColumn("name");
    email = people.stringColumn("email");
  }

  /** Rows 1 to 6, of which each knows its number by its other columns. */
  void fill() {
    for (long i = 1; i <= ROWS; i++) {
      insert(people, i, "n" + i, i + "@x", i);
    }
  }

  /** The ids of the rows that were 1, 2 and so on. */
  void requireIds(long... expected) {
    for (String index : new String[] {IndexSchema.PRIMARY, "by_name", "by_email"}) {
      try (ReadTransaction tx = db.beginRead()) {
        assertThat(idsByAge(tx, index)).as(index).containsExactly(expected);
      }
    }
    assertThat(StoredRows.all(handle(), people)).hasSize(expected.length);
  }

  long[] idsByAge(ReadTransaction tx, String index) {
    List<long[]> found = new ArrayList<>();
    try (PreparedScan scan = people.scan().using(index).prepare();
        RowCursor cursor = scan.open(tx)) {
      while (cursor.next()) {
        found.add(new long[] {cursor.getLong(age), cursor.getLong(id)});
      }
    }
    return found.stream()
        .sorted((a, b) -> Long.compare(a[0], b[0]))
        .mapToLong(row -> row[1])
        .toArray();
  }
}
