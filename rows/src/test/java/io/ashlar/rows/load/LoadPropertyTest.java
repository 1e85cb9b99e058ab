package io.ashlar.rows.load;

import static io.ashlar.type.ColumnType.INT;
import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.load.Duplicates;
import io.ashlar.load.LoadMethod;
import io.ashlar.load.LoadOptions;
import io.ashlar.load.LoadReport;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.row.Assignments;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** A table that was loaded is what inserts of the same rows, one after the other, come to. */
class LoadPropertyTest {

  private static final int LISTS = 3;

  private record Values(int part, long id, Integer number, String text) {}

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void shouldComeToWhatInsertsComeTo(@ForAll long seed, @ForAll Duplicates duplicates)
      throws IOException {
    Random random = new Random(seed);
    Path directory = Files.createTempDirectory("load");
    try {
      long shape = random.nextLong();
      TableSchema schema = schema("loaded", new Random(shape));
      boolean unique = schema.indexes().stream().anyMatch(index -> index.unique());
      List<Values> rows = rows(random, duplicates == Duplicates.REFUSE ? 0 : 4);
      String expected;
      try (Database db = Database.open(directory, Options.defaults())) {
        Table table = db.schema().createTable(schema);
        boolean before = random.nextInt(4) == 0;
        if (before) {
          insert(table, new Values(1, -1, 5, "before"), false);
        }
        Table other = db.schema().createTable(schema("inserted", new Random(shape)));
        if (before) {
          insert(other, new Values(1, -1, 5, "before"), false);
        }
        insertAll(other, rows, duplicates);
        LoadReport report = load(table, rows, duplicates);
        boolean files = !before && (!unique || duplicates == Duplicates.REFUSE);
        assertThat(report.method()).isEqualTo(files ? LoadMethod.FILES : LoadMethod.COMMITS);
        expected = dump(db, other);
        assertThat(dump(db, table)).isEqualTo(expected);
        assertThat(db.maintenance().verify().problems()).isEmpty();
      }
      try (Database db = Database.open(directory, Options.defaults())) {
        Table table = db.table("loaded");
        assertThat(dump(db, table)).isEqualTo(expected);
        // It goes on as any other.
        insert(table, new Values(2, 1_000_000, null, "after"), false);
        insert(db.table("inserted"), new Values(2, 1_000_000, null, "after"), false);
        assertThat(dump(db, table)).isEqualTo(dump(db, db.table("inserted")));
        assertThat(db.maintenance().verify().problems()).isEmpty();
      }
    } finally {
      delete(directory);
    }
  }

  private static TableSchema schema(String name, Random random) {
    TableSchema.Builder builder =
        TableSchema.named(name)
            .column("part", INT)
            .column("id", LONG)
            .column("number", INT)
            .column("text", STRING)
            .primaryKey("part", "id");
    if (random.nextBoolean()) {
      builder.index("by_number", ix -> ix.descending("number").storing("text"));
    }
    if (random.nextBoolean()) {
      builder.index("odd", ix -> ix.ascending("text").where(IntColumn.named("number").atLeast(50)));
    }
    if (random.nextInt(3) == 0) {
      builder.uniqueIndex("by_id", ix -> ix.ascending("id").descending("part"));
    }
    switch (random.nextInt(5)) {
      case 0 -> builder.partitionBy(Partitioning.hash(3, "part"));
      case 1 -> builder.partitionBy(Partitioning.range("part", 2));
      case 2 -> builder.partitionBy(Partitioning.list("part"));
      default -> {}
    }
    return builder.build();
  }

  /** Rows in a random order; some keys come again. */
  private static List<Values> rows(Random random, int again) {
    int count = random.nextInt(3) == 0 ? random.nextInt(4) : random.nextInt(400);
    List<Values> rows = new ArrayList<>();
    Set<List<Number>> keys = new HashSet<>();
    while (rows.size() < count) {
      int part = random.nextInt(LISTS * 2);
      long id = random.nextInt(again > 0 ? 60 : 100_000);
      if (keys.add(List.of(part, id)) || random.nextInt(10) < again) {
        Integer number = random.nextInt(5) == 0 ? null : Integer.valueOf(random.nextInt(100));
        String text = random.nextInt(5) == 0 ? null : "x".repeat(random.nextInt(80));
        rows.add(new Values(part, id, number, text));
      }
    }
    return rows;
  }

  private static void set(Table table, Assignments<?> to, Values row) {
    to.setValue(table.column("part"), row.part);
    to.setValue(table.column("id"), row.id);
    to.setValue(table.column("number"), row.number);
    to.setValue(table.column("text"), row.text);
  }

  private static void insert(Table table, Values row, boolean upsert) {
    Insert insert = upsert ? table.upsert() : table.insert();
    set(table, insert, row);
    assertThat(insert.execute()).isEqualTo(1);
  }

  private static void insertAll(Table table, List<Values> rows, Duplicates duplicates) {
    for (Values row : rows) {
      try {
        insert(table, row, duplicates == Duplicates.REPLACE);
      } catch (ConstraintException e) {
        assertThat(duplicates).isEqualTo(Duplicates.SKIP);
      }
    }
  }

  private static LoadReport load(Table table, List<Values> rows, Duplicates duplicates) {
    int[] next = {0};
    return table.load(
        row -> {
          if (next[0] == rows.size()) {
            return false;
          }
          set(table, row, rows.get(next[0]++));
          return true;
        },
        LoadOptions.defaults().memoryBytes(1 << 20).duplicates(duplicates));
  }

  /** All rows by their key, and some by whichever index serves. */
  private static String dump(Database db, Table table) {
    LongColumn id = table.longColumn("id");
    IntColumn part = table.intColumn("part");
    IntColumn number = table.intColumn("number");
    try (ReadTransaction tx = db.beginRead();
        PreparedScan all = table.scan().orderBy(part.ascending(), id.ascending()).prepare();
        PreparedScan some = table.scan().where(number.atLeast(50)).prepare()) {
      return walk(all, tx, table) + "\n" + walk(some, tx, table).stream().sorted().toList();
    }
  }

  private static List<String> walk(PreparedScan scan, ReadTransaction tx, Table table) {
    IntColumn number = table.intColumn("number");
    StringColumn text = table.stringColumn("text");
    List<String> lines = new ArrayList<>();
    try (RowCursor row = scan.open(tx)) {
      while (row.next()) {
        lines.add(
            row.getInt(table.intColumn("part"))
                + "|"
                + row.getLong(table.longColumn("id"))
                + "|"
                + (row.isNull(number) ? "-" : row.getInt(number))
                + "|"
                + (row.isNull(text) ? "-" : row.getString(text)));
      }
    }
    return lines;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path path : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }
}
