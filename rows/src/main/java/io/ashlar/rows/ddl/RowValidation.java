package io.ashlar.rows.ddl;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.row.RowView;
import io.ashlar.error.ConstraintException;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.entry.KeyText;
import io.ashlar.rows.entry.RowJudge;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.store.Freshness;
import io.ashlar.store.ReadView;
import io.ashlar.store.StoreCursor;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads all rows of a locked table to see that they meet a definition that is not published yet: no
 * nulls where none may be, no value too long, no check false.
 */
final class RowValidation {

  private static final int KEYS_SHOWN = 5;

  private final TableDefinition table;
  private final RowJudge judge;
  private final RowView row = new RowView();

  /** The first keys that violate what was violated first. */
  private final List<String> keys = new ArrayList<>();

  /** What is violated: a sentence, the name of a fact and the fact; null as long as nothing is. */
  private List<String> violated;

  private RowValidation(TableDefinition table) {
    this.table = table;
    this.judge = new RowJudge();
    judge.use(table);
  }

  /**
   * Reads the rows.
   *
   * @param parts the table, or its partitions
   * @throws ConstraintException when some violate the definition; the facts name the constraint and
   *     the first keys
   */
  static void require(DatabaseContext context, TableDefinition table, List<TableDefinition> parts) {
    RowValidation validation = new RowValidation(table);
    try (ReadView view = context.store().newView();
        StoreCursor rows = context.store().newCursor()) {
      view.pin(Freshness.WRITTEN);
      for (TableDefinition part : parts) {
        KeyEncoder lower = new KeyEncoder().reset(part.keyspaceId());
        KeyEncoder upper = new KeyEncoder().reset(part.keyspaceId() + 1);
        rows.open(view, lower.buffer(), 0, lower.length(), upper.buffer(), 0, upper.length());
        boolean more = rows.first();
        while (more && validation.keys.size() < KEYS_SHOWN) {
          validation.judge(rows);
          more = rows.next();
        }
      }
    }
    validation.finish();
  }

  /**
   * Sees that there are no rows.
   *
   * @param column why there may be none
   * @param parts the table, or its partitions
   * @throws ConstraintException when there are some
   */
  static void requireNone(DatabaseContext context, String column, List<TableDefinition> parts) {
    try (ReadView view = context.store().newView();
        StoreCursor rows = context.store().newCursor()) {
      view.pin(Freshness.WRITTEN);
      for (TableDefinition part : parts) {
        KeyEncoder lower = new KeyEncoder().reset(part.keyspaceId());
        KeyEncoder upper = new KeyEncoder().reset(part.keyspaceId() + 1);
        rows.open(view, lower.buffer(), 0, lower.length(), upper.buffer(), 0, upper.length());
        if (rows.first()) {
          throw new ConstraintException(
              "Each row would need a value of its own, and there are some already.",
              "table",
              part.name(),
              "column",
              column);
        }
      }
    }
  }

  private void judge(StoreCursor rows) {
    int version = RowView.layoutVersion(rows.value(), 0, rows.valueLength());
    row.wrap(table.layout(version), rows.value(), 0, rows.valueLength());
    List<String> found = nullColumn();
    if (found == null) {
      found = overlong(rows);
    }
    if (found == null && !table.checks().isEmpty()) {
      int check = judge.violated(rows.key(), 0, rows.keyLength(), rows.value(), rows.valueLength());
      found =
          check == RowJudge.NONE
              ? null
              : List.of("Rows violate the check.", "check", table.checks().get(check).name());
    }
    if (found != null && (violated == null || violated.equals(found))) {
      violated = found;
      keys.add(KeyText.ofRow(table, rows.key(), 0, rows.keyLength()));
    }
  }

  private List<String> overlong(StoreCursor rows) {
    int ordinal = judge.overlong(rows.key(), 0, rows.keyLength(), rows.value(), rows.valueLength());
    return ordinal == RowJudge.NONE
        ? null
        : List.of(
            "Values in some rows are longer than the column allows.",
            "column",
            table.columns().get(ordinal).name());
  }

  private List<String> nullColumn() {
    for (int ordinal = 0; ordinal < table.columns().size(); ordinal++) {
      ColumnDefinition column = table.columns().get(ordinal);
      if (column.nullable() || table.isPrimaryKey(ordinal)) {
        continue;
      }
      int slot = row.layout().slotOf(column.id());
      if (slot < 0 ? table.initials().isNull(ordinal) : row.isNull(slot)) {
        return List.of("The column is null in some rows.", "column", column.name());
      }
    }
    return null;
  }

  private void finish() {
    if (violated != null) {
      throw new ConstraintException(
          violated.get(0), "table", table.name(), violated.get(1), violated.get(2), "keys", keys);
    }
  }
}
