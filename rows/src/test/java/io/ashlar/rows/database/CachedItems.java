package io.ashlar.rows.database;

import static io.ashlar.query.Parameter.parameter;

import io.ashlar.Database;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** A small table, changes to it, and scans of every kind that keep their results. */
final class CachedItems {

  static final int SCANS = 8;
  private static final int IDS = 40;
  private static final int VALUES = 4;

  final Table table;
  private final LongColumn id;
  private final LongColumn a;
  private final LongColumn b;
  private final StringColumn s;

  /** Shared by all threads: what is prepared from one of them shares its results. */
  private final List<Scan> cached = new ArrayList<>();

  private final List<Supplier<Scan>> shapes;

  CachedItems(Database db) {
    table =
        db.schema()
            .createTable(
                TableSchema.named("items")
                    .column("id", ColumnType.LONG)
                    .column("a", ColumnType.LONG)
                    .column("b", ColumnType.LONG)
                    .column("s", ColumnType.STRING)
                    .primaryKey("id")
                    .index("by_a", x -> x.ascending("a"))
                    .index("by_b", x -> x.descending("b").storing("a"))
                    .build());
    id = table.longColumn("id");
    a = table.longColumn("a");
    b = table.longColumn("b");
    s = table.stringColumn("s");
    shapes =
        List.of(
            () -> table.scan().where(id.atLeast(parameter(0)).and(id.lessThan(parameter(1)))),
            () -> table.scan().where(a.eq(parameter(0))).using("by_a"),
            () -> table.scan().where(a.atLeast(parameter(0)).and(b.atLeast(2))).using("by_a"),
            () -> table.scan().where(a.in(parameter(0), parameter(1))).using("by_a"),
            () -> table.scan().where(b.eq(parameter(1))).using("by_b").select(id, a, b),
            () -> table.scan().where(b.atMost(parameter(0))).using("by_b").reverse().limit(3),
            () -> table.scan().where(a.eq(parameter(1))).orderBy(s.ascending()).offset(1).limit(4),
            () -> table.scan().where(s.like(parameter(2))).limit(5));
    shapes.forEach(shape -> cached.add(shape.get().cacheResults()));
  }

  PreparedScan cached(int scan) {
    return cached.get(scan).prepare();
  }

  PreparedScan plain(int scan) {
    return shapes.get(scan).get().prepare();
  }

  /** Binds the same values to both, those that the scan has. */
  static void bind(int scan, Random random, PreparedScan... both) {
    long first = random.nextInt(VALUES);
    long second = scan == 0 ? first + 10L * random.nextInt(VALUES) : random.nextInt(VALUES);
    for (PreparedScan each : both) {
      if (scan == 7) {
        each.bind(2, "s" + first + "%");
        continue;
      }
      if (scan != 4 && scan != 6) {
        each.bind(0, first);
      }
      if (scan == 0 || scan == 3 || scan == 4 || scan == 6) {
        each.bind(1, second);
      }
    }
  }

  /** The next rows as text, at most so many. */
  List<String> rows(int scan, RowCursor cursor, int most) {
    List<String> rows = new ArrayList<>();
    while (rows.size() < most && cursor.next()) {
      rows.add(
          cursor.getLong(id)
              + " "
              + cursor.getLong(a)
              + " "
              + cursor.getLong(b)
              + (scan == 4 ? "" : " " + cursor.getString(s)));
    }
    return rows;
  }

  List<String> rows(int scan, PreparedScan prepared, ReadTransaction tx) {
    try (RowCursor cursor = prepared.open(tx)) {
      return rows(scan, cursor, Integer.MAX_VALUE);
    }
  }

  /** Writes one to three rows. */
  void change(Transaction tx, Random random) {
    for (int i = random.nextInt(3); i >= 0; i--) {
      long key = random.nextInt(IDS);
      switch (random.nextInt(4)) {
        case 0 -> table.delete(tx).where(id.eq(key)).execute();
        case 1 -> table.update(tx).where(id.eq(key)).set(s, text(random)).execute();
        default ->
            table
                .upsert(tx)
                .set(id, key)
                .set(a, random.nextInt(VALUES))
                .set(b, random.nextInt(VALUES))
                .set(s, text(random))
                .execute();
      }
    }
  }

  private static String text(Random random) {
    return "s" + random.nextInt(VALUES) + random.nextInt(100);
  }
}
