package io.ashlar.rows.database;

import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.Table;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.schema.TableSchema;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * One database for each test. At the end every row is compared with every index entry, and no
 * buffer may be missing from the pool.
 */
abstract class DatabaseTest {

  static final TableSchema PEOPLE =
      TableSchema.named("people")
          .column("id", LONG)
          .column("name", STRING)
          .notNull()
          .column("email", STRING)
          .column("age", LONG)
          .primaryKey("id")
          .index("by_name", ix -> ix.ascending("name").descending("age").storing("email"))
          .uniqueIndex("by_email", ix -> ix.ascending("email").storing("name"))
          .build();

  @TempDir Path directory;

  private final StoreKind kind;
  Database db;

  DatabaseTest(StoreKind kind) {
    this.kind = kind;
  }

  Options options() {
    return Options.builder().lockTimeout(Duration.ofMillis(500)).build();
  }

  @BeforeEach
  void open() {
    db = kind.open(directory, options());
  }

  @AfterEach
  void verifyAndClose() {
    BufferPool pool = handle().context().pool();
    try {
      if (!handle().context().closed()) {
        assertThat(db.maintenance().verify().problems()).isEmpty();
      }
    } finally {
      db.close();
    }
    assertThat(pool.outstanding()).isZero();
  }

  DatabaseHandle handle() {
    return (DatabaseHandle) db;
  }

  Table people() {
    return db.schema().createTable(PEOPLE);
  }

  void insert(Table people, long id, String name, String email, long age) {
    assertThat(
            people
                .insert()
                .set(people.longColumn("id"), id)
                .set(people.stringColumn("name"), name)
                .set(people.stringColumn("email"), email)
                .set(people.longColumn("age"), age)
                .execute())
        .isEqualTo(1);
  }
}
