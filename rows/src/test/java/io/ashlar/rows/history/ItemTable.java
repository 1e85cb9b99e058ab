package io.ashlar.rows.history;

import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.row.Assignments;
import io.ashlar.row.RowReader;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;

/** The table of histories, by its statements. */
final class ItemTable {

  private static final TableSchema SCHEMA =
      TableSchema.named("items")
          .column("id", LONG)
          .column("code", LONG)
          .column("grp", LONG)
          .column("val", LONG)
          .column("note", STRING)
          .primaryKey("id")
          .uniqueIndex("by_code", ix -> ix.ascending("code").storing("grp"))
          .index("by_grp", ix -> ix.ascending("grp").descending("val").storing("note"))
          .build();

  private final Table table;
  private final LongColumn id;
  private final LongColumn code;
  private final LongColumn grp;
  private final LongColumn val;
  private final StringColumn note;

  ItemTable(Database db) {
    table = db.findTable("items").orElseGet(() -> db.schema().createTable(SCHEMA));
    id = table.longColumn("id");
    code = table.longColumn("code");
    grp = table.longColumn("grp");
    val = table.longColumn("val");
    note = table.stringColumn("note");
  }

  void insert(Transaction tx, Item item) {
    Insert insert = table.insert(tx);
    setCode(insert, item.code());
    insert.set(id, item.id()).set(grp, item.grp()).set(val, item.val()).set(note, item.note());
    insert.execute();
  }

  void upsert(Transaction tx, Item item, boolean withCode) {
    Insert upsert = table.upsert(tx);
    if (withCode) {
      setCode(upsert, item.code());
    }
    upsert.set(id, item.id()).set(grp, item.grp()).set(val, item.val()).set(note, item.note());
    upsert.execute();
  }

  private void setCode(Assignments<?> assignments, Long value) {
    if (value == null) {
      assignments.setNull(code);
    } else {
      assignments.set(code, value.longValue());
    }
  }

  long update(Transaction tx, Range range, Change change) {
    Update update = table.update(tx).where(predicate(range)).set(note, change.note());
    if (change.newCode()) {
      setCode(update, change.code());
    } else if (change.addCode() != 0) {
      update.add(code, change.addCode());
    }
    if (change.grp() != null) {
      update.set(grp, change.grp().longValue());
    }
    if (change.addVal() != 0) {
      update.add(val, change.addVal());
    }
    return update.execute();
  }

  long delete(Transaction tx, Range range) {
    return table.delete(tx).where(predicate(range)).execute();
  }

  List<Item> get(ReadTransaction tx, long key) {
    return found(table.get().set(id, key), tx);
  }

  List<Item> getByCode(ReadTransaction tx, long key) {
    return found(table.get("by_code").set(code, key), tx);
  }

  private List<Item> found(Get get, ReadTransaction tx) {
    return get.fetch(tx) ? List.of(item(get, false)) : List.of();
  }

  PreparedScan prepare(Slice slice) {
    Scan scan = table.scan().using(slice.key()).limit(slice.limit());
    if (slice.range() != null) {
      scan = scan.where(predicate(slice.range()));
    }
    if (slice.reverse()) {
      scan = scan.reverse();
    }
    if (slice.covered()) {
      scan = scan.select(id, grp, val, note);
    }
    return (slice.forUpdate() ? scan.forUpdate() : scan).prepare();
  }

  List<Item> scan(ReadTransaction tx, Slice slice) {
    List<Item> rows = new ArrayList<>();
    try (PreparedScan scan = prepare(slice);
        RowCursor row = scan.open(tx)) {
      while (row.next()) {
        rows.add(item(row, slice.covered()));
      }
    }
    return rows;
  }

  Item item(RowReader row, boolean covered) {
    return new Item(
        row.getLong(id),
        covered || row.isNull(code) ? null : Long.valueOf(row.getLong(code)),
        row.getLong(grp),
        row.getLong(val),
        row.getString(note));
  }

  private Predicate predicate(Range range) {
    LongColumn column =
        switch (range.column()) {
          case "id" -> id;
          case "code" -> code;
          case "grp" -> grp;
          default -> val;
        };
    return range.low() == range.high()
        ? column.eq(range.low())
        : column.between(range.low(), range.high());
  }
}
