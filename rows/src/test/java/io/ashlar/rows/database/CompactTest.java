package io.ashlar.rows.database;

import static io.ashlar.query.Parameter.parameter;
import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.error.IllegalUseException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Space comes back when it is asked for. */
class CompactTest {

  private static final int ROWS = 2_000;
  private static final int ROUNDS = 10;
  private static final int TEXT = 500;

  @TempDir private Path directory;

  private static TableSchema schema() {
    return TableSchema.named("notes")
        .column("id", LONG)
        .notNull()
        .column("round", LONG)
        .notNull()
        .column("text", STRING)
        .primaryKey("id")
        .build();
  }

  /** Does not compress well: what is counted are bytes of rows. */
  private static String text(int row, int round) {
    StringBuilder text = new StringBuilder(TEXT);
    for (long bits = row * 31L + round; text.length() < TEXT; ) {
      bits = bits * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
      text.append((char) ('!' + (bits >>> 33) % 90));
    }
    return text.toString();
  }

  @Test
  void shouldGiveBackTheSpaceOfOldVersionsAndKeepTheRows() {
    try (Database db = Database.open(directory.resolve("store"))) {
      Table notes = db.schema().createTable(schema());
      LongColumn id = notes.longColumn("id");
      LongColumn round = notes.longColumn("round");
      StringColumn text = notes.stringColumn("text");
      try (Transaction tx = db.begin()) {
        for (int i = 0; i < ROWS; i++) {
          notes.insert(tx).set(id, i).set(round, 0).set(text, text(i, 0)).execute();
        }
        tx.commit();
      }
      Update update = notes.update().where(id.eq(parameter(0)));
      for (int r = 1; r <= ROUNDS; r++) {
        try (Transaction tx = db.begin()) {
          for (int i = 0; i < ROWS; i++) {
            update.bind(0, i).set(round, r).set(text, text(i, r)).execute(tx);
          }
          tx.commit();
        }
      }
      long before = db.monitor().statistics().bytesOnDisk();
      db.maintenance().compact();
      long rows = (long) ROWS * TEXT;
      assertThat(before).isGreaterThan(ROUNDS * rows / 2);
      assertThat(db.monitor().statistics().bytesOnDisk()).isLessThan(3 * rows / 2 + (1 << 16));
      try (ReadTransaction view = db.beginRead();
          var row = notes.scan().where(round.eq(ROUNDS)).prepare().open(view)) {
        int found = 0;
        while (row.next()) {
          assertThat(row.getString(text)).isEqualTo(text(found, ROUNDS));
          found++;
        }
        assertThat(found).isEqualTo(ROWS);
      }
      assertThat(db.maintenance().verify().problems()).isEmpty();
    }
  }

  @Test
  void shouldRefuseWhenReadOnly() {
    Path store = directory.resolve("store");
    Database.open(store).close();
    try (Database db = Database.open(store, Options.builder().readOnly(true).build())) {
      assertThatThrownBy(db.maintenance()::compact).isInstanceOf(IllegalUseException.class);
    }
  }
}
