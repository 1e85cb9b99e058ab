package io.ashlar.rows.isolation;

import static io.ashlar.type.ColumnType.LONG;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements of scripts, on a table with a number and a value:
 *
 * <pre>
 * get ID [for update]                  the value, or none
 * scan [CONDITION]                     the rows by number, such as 1=10 2=20, or none
 * insert ID = VALUE
 * update ID|CONDITION|all set VALUE    how many; "update ID = VALUE" is short for "set"
 * update ID|CONDITION|all add NUMBER   how many
 * delete ID|CONDITION                  how many
 * commit, rollback
 * </pre>
 *
 * <p>A condition is {@code value = N} or {@code value between N and M}, which walk the index.
 */
final class Statements {

  static final String NONE = "none";

  private static final TableSchema SCHEMA =
      TableSchema.named("numbers")
          .column("id", LONG)
          .column("value", LONG)
          .primaryKey("id")
          .index("by_value", ix -> ix.ascending("value"))
          .build();

  private static final Pattern CONDITION =
      Pattern.compile("value = (\\d+)|value between (\\d+) and (\\d+)");

  private static final Pattern UPDATE =
      Pattern.compile("update (\\d+|all|value .*?) (=|set|add) (\\d+)");

  private final Table table;
  private final LongColumn id;
  private final LongColumn value;

  Statements(Database db) {
    table = db.schema().createTable(SCHEMA);
    id = table.longColumn("id");
    value = table.longColumn("value");
    table.insert().set(id, 1).set(value, 10).execute();
    table.insert().set(id, 2).set(value, 20).execute();
  }

  /** Runs what only reads. */
  String read(ReadTransaction tx, String statement) {
    String[] words = statement.split(" ", -1);
    return switch (words[0]) {
      case "get" -> shown(table.get().set(id, Long.parseLong(words[1])), tx, words.length > 2);
      case "scan" -> scan(tx, statement.substring("scan".length()).trim());
      default -> throw new IllegalArgumentException("not a statement: " + statement);
    };
  }

  /** Runs a statement; the result as text, empty where there is none. */
  String run(Transaction tx, String statement) {
    String[] words = statement.split(" ", -1);
    switch (words[0]) {
      case "insert" -> {
        long number = Long.parseLong(words[1]);
        return "" + table.insert(tx).set(id, number).set(value, Long.parseLong(words[3])).execute();
      }
      case "update" -> {
        return "" + update(tx, statement);
      }
      case "delete" -> {
        String rows = statement.substring("delete ".length());
        return "" + table.delete(tx).where(selected(rows)).execute();
      }
      case "commit" -> {
        return tx.commit() > 0 ? "" : NONE;
      }
      case "rollback" -> {
        tx.rollback();
        return "";
      }
      default -> {
        return read(tx, statement);
      }
    }
  }

  private String shown(Get get, ReadTransaction tx, boolean forUpdate) {
    boolean found = forUpdate ? get.fetchForUpdate((Transaction) tx) : get.fetch(tx);
    return found ? "" + get.getLong(value) : NONE;
  }

  private String scan(ReadTransaction tx, String condition) {
    Scan scan = condition.isEmpty() ? table.scan() : table.scan().where(selected(condition));
    List<String> rows = new ArrayList<>();
    try (PreparedScan prepared = scan.prepare();
        RowCursor row = prepared.open(tx)) {
      while (row.next()) {
        rows.add(row.getLong(id) + "=" + row.getLong(value));
      }
    }
    rows.sort(null);
    return rows.isEmpty() ? NONE : String.join(" ", rows);
  }

  private long update(Transaction tx, String statement) {
    Matcher matcher = UPDATE.matcher(statement);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a statement: " + statement);
    }
    Update update = table.update(tx);
    if (!"all".equals(matcher.group(1))) {
      update = update.where(selected(matcher.group(1)));
    }
    long number = Long.parseLong(matcher.group(3));
    return ("add".equals(matcher.group(2)) ? update.add(value, number) : update.set(value, number))
        .execute();
  }

  private Predicate selected(String rows) {
    Matcher matcher = CONDITION.matcher(rows);
    if (!matcher.matches()) {
      return id.eq(Long.parseLong(rows));
    }
    return matcher.group(1) != null
        ? value.eq(Long.parseLong(matcher.group(1)))
        : value.between(Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
  }
}
