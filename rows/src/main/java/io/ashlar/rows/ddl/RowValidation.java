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
 * nulls where none may be, no check false.
 */
final class RowValidation {

  private static final int KEYS_SHOWN = 5;

  private final TableDefinition table;
  private final RowJudge judge;
  private final RowView row = new RowView();

  /** The first keys that violate what was violated first. */
  private final List<String> keys = new ArrayList<>();

  /** What is violated, as a pair of fact and name; null as long as nothing is. */
  private String[] violated;

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

  private void judge(StoreCursor rows) {
    int version = RowView.layoutVersion(rows.value(), 0, rows.valueLength());
    row.wrap(table.layout(version), rows.value(), 0, rows.valueLength());
    String[] found = nullColumn();
    if (found == null && !table.checks().isEmpty()) {
      int check = judge.violated(rows.key(), 0, rows.keyLength(), rows.value(), rows.valueLength());
      found =
          check == RowJudge.NONE ? null : new String[] {"check", table.checks().get(check).name()};
    }
    if (found != null && (violated == null || violated[1].equals(found[1]))) {
      violated = found;
      keys.add(KeyText.ofRow(table, rows.key(), 0, rows.keyLength()));
    }
  }

  private String[] nullColumn() {
    for (int ordinal = 0; ordinal < table.columns().size(); ordinal++) {
      ColumnDefinition column = table.columns().get(ordinal);
      if (column.nullable() || table.isPrimaryKey(ordinal)) {
        continue;
      }
      int slot = row.layout().slotOf(column.id());
      if (slot < 0 ? table.initials().isNull(ordinal) : row.isNull(slot)) {
        return new String[] {"column", column.name()};
      }
    }
    return null;
  }

  private void finish() {
    if (violated != null) {
      throw new ConstraintException(
          violated[0].equals("check")
              ? "Rows violate the check."
              : "The column is null in some rows.",
          "table",
          table.name(),
          violated[0],
          violated[1],
          "keys",
          keys);
    }
  }
}
