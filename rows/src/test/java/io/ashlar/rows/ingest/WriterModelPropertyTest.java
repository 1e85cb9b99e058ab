package io.ashlar.rows.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.WriteConflictException;
import io.ashlar.ingest.RowFiller;
import io.ashlar.ingest.TableWriter;
import io.ashlar.ingest.WriteOperation;
import io.ashlar.ingest.WriterOptions;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.rows.database.Databases;
import io.ashlar.transaction.ReadTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever the batches, the outcome is that of the rows executed one after the other. */
class WriterModelPropertyTest {

  private record Values(Long n, String name) {}

  /** What a table does, one row after the other. */
  private static final class Model {

    private final Map<Long, Values> rows = new TreeMap<>();
    private final List<Long> failed = new ArrayList<>();

    void apply(WriteOperation operation, long id, Long n, String name) {
      Values old = rows.get(id);
      if (operation == WriteOperation.DELETE) {
        rows.remove(id);
      } else if (operation == WriteOperation.INSERT && old != null) {
        failed.add(id);
      } else {
        Values next =
            old == null ? new Values(n, name) : new Values(n == null ? old.n : n, name(old, name));
        if (next.n == null || next.n < 0 || isTaken(id, next.name)) {
          failed.add(id);
        } else {
          rows.put(id, next);
        }
      }
    }

    private static String name(Values old, String name) {
      return name == null ? old.name : name;
    }

    private boolean isTaken(long id, String name) {
      return rows.entrySet().stream()
          .anyMatch(
              row ->
                  name != null && row.getKey() != id && Objects.equals(row.getValue().name, name));
    }
  }

  @Property(tries = 120)
  void shouldComeToWhatSingleStatementsComeTo(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int batchRows) {
    SplittableRandom random = new SplittableRandom(seed);
    FaultyStore faulty = new FaultyStore();
    // Now and then a whole batch is lost for one that is run again, or split.
    SplittableRandom conflicts = random.split();
    faulty.fault =
        () -> conflicts.nextInt(4) == 0 ? new WriteConflictException("The commit lost.") : null;
    Model model = new Model();
    List<Long> failed = new ArrayList<>();
    try (Database db = Databases.over(faulty.store(), Options.builder().maxRetries(9).build())) {
      Table table = db.schema().createTable(WriterTest.EVENTS);
      WriterOptions options =
          WriterTest.LAZY
              .batchRows(batchRows)
              .onFailedRow(row -> failed.add((Long) row.values().get("id")));
      try (TableWriter writer = table.writer(options)) {
        submitAll(random, table, writer, model);
      }
      assertThat(failed).isEqualTo(model.failed);
      assertThat(rows(db, table)).isEqualTo(model.rows);
      assertThat(db.maintenance().verify().problems()).isEmpty();
    }
  }

  private static void submitAll(
      SplittableRandom random, Table table, TableWriter writer, Model model) {
    LongColumn id = table.longColumn("id");
    LongColumn n = table.longColumn("n");
    StringColumn name = table.stringColumn("name");
    RowFiller insert = writer.insert();
    RowFiller upsert = writer.upsert();
    RowFiller delete = writer.delete();
    int rows = random.nextInt(60);
    for (int i = 0; i < rows; i++) {
      long key = random.nextInt(6);
      Long number = random.nextInt(3) == 0 ? null : Long.valueOf(random.nextInt(5) - 1);
      String text = random.nextBoolean() ? null : "name" + random.nextInt(4);
      int kind = random.nextInt(5);
      if (kind == 0) {
        model.apply(WriteOperation.DELETE, key, null, null);
        assertThat(delete.set(id, key).submit()).isTrue();
        continue;
      }
      boolean inserts = kind < 3;
      // An insert without a number is refused by the filler.
      Long given = inserts && number == null ? Long.valueOf(7) : number;
      model.apply(inserts ? WriteOperation.INSERT : WriteOperation.UPSERT, key, given, text);
      RowFiller filler = (inserts ? insert : upsert).set(id, key);
      if (given != null) {
        filler.set(n, given);
      }
      if (text != null) {
        filler.set(name, text);
      }
      assertThat(filler.submit()).isTrue();
    }
  }

  private static Map<Long, Values> rows(Database db, Table table) {
    Map<Long, Values> rows = new TreeMap<>();
    LongColumn id = table.longColumn("id");
    LongColumn n = table.longColumn("n");
    StringColumn name = table.stringColumn("name");
    try (PreparedScan scan = table.scan().prepare();
        ReadTransaction tx = db.beginRead();
        RowCursor row = scan.open(tx)) {
      while (row.next()) {
        rows.put(
            row.getLong(id),
            new Values(row.getLong(n), row.isNull(name) ? null : row.getString(name)));
      }
    }
    return rows;
  }
}
