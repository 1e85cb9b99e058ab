package io.ashlar.rows.catalog;

import io.ashlar.codec.row.RowLayout;
import io.ashlar.error.SchemaException;
import io.ashlar.rows.catalog.format.CheckRecord;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.catalog.format.IndexRecord;
import io.ashlar.rows.catalog.format.PredicateFormat;
import io.ashlar.rows.catalog.format.TableRecord;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.TableChange;
import io.ashlar.schema.TableChange.Step;
import io.ashlar.type.ColumnType;
import io.ashlar.type.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Applies a change to the definition of a table: says which steps are legal, and what has to be
 * asked of the rows before the change may be published. Rows are never rewritten: whatever their
 * layout cannot express is refused.
 */
public final class Evolution {

  private final TableRecord record;
  private String name;
  private final List<ColumnDefinition> columns;
  private final List<CheckRecord> checks;
  private int nextColumnId;

  /** Whether a row has to be read to know that it fits. */
  private boolean validates;

  private Evolution(TableRecord record) {
    this.record = record;
    this.name = record.name();
    this.columns = new ArrayList<>(record.columns());
    this.checks = new ArrayList<>(record.checks());
    this.nextColumnId = record.nextColumnId();
  }

  /**
   * What a change leads to.
   *
   * @param table the definition at the next epoch, not yet stored
   * @param validates whether rows may violate it and have to be read first
   */
  public record Result(TableDefinition table, boolean validates) {}

  /**
   * Applies the steps of a change, each to what those before it have left.
   *
   * @param table the table
   * @param change the change
   * @return the definition and what is to be done before it is published
   * @throws SchemaException when a step is illegal; the facts name the column and what is against
   *     it
   */
  public static Result apply(TableDefinition table, TableChange change) {
    if (change.steps().isEmpty()) {
      throw new SchemaException("The change has no steps.", "table", table.name());
    }
    Evolution evolution = new Evolution(table.record());
    for (Step step : change.steps()) {
      evolution.apply(step);
    }
    return new Result(evolution.definition(table), evolution.validates);
  }

  private void apply(Step step) {
    if (step instanceof Step.AddColumn add) {
      addColumn(add.column());
    } else if (step instanceof Step.DropColumn drop) {
      dropColumn(require(drop.column()));
    } else if (step instanceof Step.RenameColumn rename) {
      int place = require(rename.column());
      requireFreeColumn(rename.to(), columns.get(place).id());
      columns.set(place, columns.get(place).renamed(rename.to()));
    } else if (step instanceof Step.WidenColumn widen) {
      widen(require(widen.column()), widen.type());
    } else if (step instanceof Step.SetNullable nullable) {
      setNullable(require(nullable.column()), nullable.nullable());
    } else if (step instanceof Step.SetDefault set) {
      setDefault(require(set.column()), set.value());
    } else if (step instanceof Step.AddCheck add) {
      requireFreeCheck(add.check().name());
      checks.add(Definitions.checkRecord(add.check(), record.id(), name, columns));
      validates = true;
    } else if (step instanceof Step.DropCheck drop) {
      if (!checks.removeIf(check -> check.name().equals(drop.check()))) {
        throw new SchemaException("There is no such check.", "table", name, "check", drop.check());
      }
    } else {
      name = ((Step.RenameTable) step).name();
    }
  }

  private void addColumn(ColumnSchema column) {
    requireFreeColumn(column.name(), nextColumnId);
    Object value = Definitions.defaultOf(column);
    if (!column.nullable() && value == null) {
      throw new SchemaException(
          "A column that may not be null needs a default for the rows there are.",
          "table",
          name,
          "column",
          column.name());
    }
    columns.add(
        new ColumnDefinition(
            nextColumnId, column.name(), column.type(), column.nullable(), value, value, 0));
    nextColumnId++;
  }

  private void dropColumn(int place) {
    ColumnDefinition column = columns.get(place);
    if (inPrimaryKey(column)) {
      throw used(column, "primary key");
    }
    if (record.expiry() != null && record.expiry().columnId() == column.id()) {
      throw used(column, "expiration");
    }
    for (IndexRecord index : record.indexes()) {
      if (mentions(index.keyColumns(), column) || mentions(index.storedColumns(), column)) {
        throw used(column, "index " + index.name());
      }
    }
    List<ColumnDefinition> others = new ArrayList<>(columns);
    others.remove(place);
    for (IndexRecord index : record.indexes()) {
      boolean partial = index.predicate().length > 0;
      if (partial && !PredicateFormat.fits(index.predicate(), record.id(), name, others)) {
        throw used(column, "index " + index.name());
      }
    }
    for (CheckRecord check : checks) {
      if (!PredicateFormat.fits(check.predicate(), record.id(), name, others)) {
        throw used(column, "check " + check.name());
      }
    }
    columns.remove(place);
  }

  private SchemaException used(ColumnDefinition column, String by) {
    return new SchemaException(
        "The column is in use and cannot be dropped.",
        "table",
        name,
        "column",
        column.name(),
        "usedBy",
        by);
  }

  private void widen(int place, ColumnType to) {
    ColumnDefinition column = columns.get(place);
    ColumnType from = column.type();
    boolean sameFamily = PredicateFormat.sameFamily(from.kind(), to.kind());
    boolean wider =
        to.kind().widens(from.kind())
            && to.scale() >= from.scale()
            && to.precision() - to.scale() >= from.precision() - from.scale();
    if (!wider) {
      throw new SchemaException(
          sameFamily
              ? "The type is narrower than that of the column."
              : "The type does not hold the values of the column.",
          "table",
          name,
          "column",
          column.name(),
          "type",
          from,
          "asked",
          to);
    }
    columns.set(place, column.widened(to));
  }

  private void setNullable(int place, boolean nullable) {
    ColumnDefinition column = columns.get(place);
    if (nullable && (inPrimaryKey(column) || column.identity())) {
      throw new SchemaException(
          "The column may not allow null.",
          "table",
          name,
          "column",
          column.name(),
          "usedBy",
          column.identity() ? "identity" : "primary key");
    }
    validates |= !nullable && column.nullable();
    columns.set(place, column.withNullable(nullable));
  }

  private void setDefault(int place, Object value) {
    ColumnDefinition column = columns.get(place);
    if (column.identity()) {
      throw new SchemaException(
          "An identity column has no default.", "table", name, "column", column.name());
    }
    Object fitting =
        value == null ? null : ConstantRow.fitting(column.name(), column.type(), value);
    columns.set(place, column.withDefault(fitting));
  }

  private int require(String column) {
    for (int place = 0; place < columns.size(); place++) {
      if (columns.get(place).name().equals(column)) {
        return place;
      }
    }
    throw new SchemaException(
        "There is no such column.", "table", name, "column", String.valueOf(column));
  }

  private void requireFreeColumn(String wanted, int itself) {
    for (ColumnDefinition column : columns) {
      if (column.id() != itself && folded(column.name()).equals(folded(String.valueOf(wanted)))) {
        throw new SchemaException(
            "There is a column of that name.", "table", name, "column", column.name());
      }
    }
  }

  private void requireFreeCheck(String wanted) {
    for (CheckRecord check : checks) {
      if (folded(check.name()).equals(folded(wanted))) {
        throw new SchemaException(
            "There is a check of that name.", "table", name, "check", check.name());
      }
    }
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private boolean inPrimaryKey(ColumnDefinition column) {
    return mentions(record.primaryKey(), column);
  }

  private boolean mentions(int[] ordinals, ColumnDefinition column) {
    for (int ordinal : ordinals) {
      if (record.columns().get(ordinal).id() == column.id()) {
        return true;
      }
    }
    return false;
  }

  private TableDefinition definition(TableDefinition before) {
    int[] primaryKey = moved(record.primaryKey());
    List<IndexRecord> indexes = new ArrayList<>();
    for (int i = 0; i < record.indexes().size(); i++) {
      indexes.add(moved(record.indexes().get(i), before.maintained().get(i)));
    }
    List<RowLayout> layouts = new ArrayList<>(record.layouts());
    RowLayout current = before.currentLayout();
    RowLayout next = Definitions.layout(current.version() + 1, columns, primaryKey);
    if (!sameSlots(current, next)) {
      layouts.add(next);
    }
    return new TableDefinition(
        new TableRecord(
            record.id(),
            name,
            record.keyspaceId(),
            record.epoch() + 1,
            nextColumnId,
            record.nextIndexId(),
            List.copyOf(columns),
            primaryKey,
            List.copyOf(layouts),
            List.copyOf(indexes),
            List.copyOf(checks),
            record.partitions(),
            record.expiry()),
        0);
  }

  /** An index whose stored columns were widened keeps the layout of the entries there are. */
  private IndexRecord moved(IndexRecord index, IndexDefinition before) {
    List<RowLayout> older = new ArrayList<>(index.olderLayouts());
    int[] stored = moved(index.storedColumns());
    for (int i = 0; i < stored.length; i++) {
      ValueKind was = record.columns().get(index.storedColumns()[i]).type().kind();
      boolean inEntry = before.storedSlot(index.storedColumns()[i]) >= 0;
      if (inEntry && columns.get(stored[i]).type().kind() != was) {
        older.add(before.entryLayout());
        break;
      }
    }
    return index.with(moved(index.keyColumns()), stored, List.copyOf(older));
  }

  /** Where columns are now; those in a key or an index cannot have gone. */
  private int[] moved(int[] ordinals) {
    int[] places = new int[ordinals.length];
    for (int i = 0; i < ordinals.length; i++) {
      int id = record.columns().get(ordinals[i]).id();
      while (columns.get(places[i]).id() != id) {
        places[i]++;
      }
    }
    return places;
  }

  private static boolean sameSlots(RowLayout a, RowLayout b) {
    boolean same = a.slots() == b.slots();
    for (int slot = 0; same && slot < a.slots(); slot++) {
      same = a.columnId(slot) == b.columnId(slot) && a.kind(slot) == b.kind(slot);
    }
    return same;
  }
}
