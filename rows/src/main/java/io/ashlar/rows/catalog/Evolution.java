package io.ashlar.rows.catalog;

import io.ashlar.codec.row.RowLayout;
import io.ashlar.error.SchemaException;
import io.ashlar.rows.catalog.format.CheckRecord;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.catalog.format.IndexRecord;
import io.ashlar.rows.catalog.format.PredicateFormat;
import io.ashlar.rows.catalog.format.TableRecord;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.DefaultValue;
import io.ashlar.schema.TableStep;
import io.ashlar.type.ColumnType;
import io.ashlar.type.ValueKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Applies a change to the definition of a table: says which steps are legal, and what has to be
 * asked of the rows before the change may be published. Rows are never rewritten: whatever their
 * layout cannot express is refused.
 *
 * <p>Long because every kind of step is applied.
 */
public final class Evolution {

  private final TableRecord record;
  private String name;
  private String comment;
  private final List<ColumnDefinition> columns;
  private final List<CheckRecord> checks;
  private final IndexNames indexNames;
  private int nextColumnId;

  /** The time, in microseconds since 1970. */
  private final long now;

  /** Whether a row has to be read to know that it fits. */
  private boolean validates;

  /** A column of which no row there is can have a value, or null. */
  private String empties;

  private Evolution(TableRecord record, long now) {
    this.record = record;
    this.now = now;
    this.name = record.name();
    this.comment = record.comment();
    this.columns = new ArrayList<>(record.columns());
    this.checks = new ArrayList<>(record.checks());
    this.indexNames = new IndexNames(record);
    this.nextColumnId = record.nextColumnId();
  }

  /**
   * What a change leads to.
   *
   * @param table the definition at the next epoch, not yet stored
   * @param validates whether rows may violate it and have to be read first
   * @param empties a column because of which there may be no rows, or null
   */
  public record Result(TableDefinition table, boolean validates, String empties) {}

  /**
   * Applies the steps of a change, each to what those before it have left.
   *
   * @param table the table
   * @param steps the change
   * @param now the time, in microseconds since 1970
   * @return the definition and what is to be done before it is published
   * @throws SchemaException when a step is illegal; the facts name the column and what is against
   *     it
   */
  public static Result apply(TableDefinition table, List<TableStep> steps, long now) {
    if (steps.isEmpty()) {
      throw new SchemaException("The change has no steps.", "table", table.name());
    }
    Evolution evolution = new Evolution(table.record(), now);
    for (TableStep step : steps) {
      evolution.apply(step);
    }
    return new Result(evolution.definition(table), evolution.validates, evolution.empties);
  }

  private void apply(TableStep step) {
    if (step instanceof TableStep.AddColumn add) {
      addColumn(add.column());
    } else if (step instanceof TableStep.DropColumn drop) {
      dropColumn(require(drop.column()));
    } else if (step instanceof TableStep.RenameColumn rename) {
      int place = require(rename.column());
      requireFreeColumn(rename.to(), columns.get(place).id());
      columns.set(place, columns.get(place).renamed(rename.to()));
    } else if (step instanceof TableStep.WidenColumn widen) {
      widen(require(widen.column()), widen.type());
    } else if (step instanceof TableStep.SetNullable nullable) {
      setNullable(require(nullable.column()), nullable.nullable());
    } else if (step instanceof TableStep.SetDefault set) {
      setDefault(require(set.column()), set.value());
    } else if (step instanceof TableStep.AddCheck add) {
      requireFreeCheck(add.check().name());
      checks.add(Definitions.checkRecord(add.check(), record.id(), name, columns));
      validates = true;
    } else if (step instanceof TableStep.DropCheck drop) {
      if (!checks.removeIf(check -> check.name().equals(drop.check()))) {
        throw new SchemaException("There is no such check.", "table", name, "check", drop.check());
      }
    } else if (step instanceof TableStep.RenameTable rename) {
      name = rename.name();
    } else if (step instanceof TableStep.RenameIndex rename) {
      indexNames.rename(rename.index(), rename.to());
    } else {
      describe(step);
    }
  }

  private void describe(TableStep step) {
    if (step instanceof TableStep.SetDeclaredType set) {
      int place = require(set.column());
      ColumnDefinition column = columns.get(place);
      columns.set(
          place, column.described(set.declaredType(), column.maxLength(), column.comment()));
    } else if (step instanceof TableStep.SetMaxLength set) {
      limit(require(set.column()), set.maxLength());
    } else if (step instanceof TableStep.SetComment set) {
      int place = require(set.column());
      ColumnDefinition column = columns.get(place);
      columns.set(
          place, column.described(column.declaredType(), column.maxLength(), set.comment()));
    } else if (step instanceof TableStep.SetTableComment set) {
      comment = set.comment();
    } else {
      throw new AssertionError("steps of foreign keys are not of the definition");
    }
  }

  private void limit(int place, int length) {
    ColumnDefinition column = columns.get(place);
    MaxLength.requireLimits(column, length);
    ColumnDefinition limited = column.described(column.declaredType(), length, column.comment());
    validates |= limited.limited() && (!column.limited() || length < column.maxLength());
    columns.set(place, limited);
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
            nextColumnId,
            column.name(),
            column.type(),
            column.nullable(),
            value,
            initialOf(column, value),
            0,
            column.declaredType(),
            column.maxLength(),
            column.comment()));
    nextColumnId++;
  }

  /** What rows there are have: the time of the change where that of each would be computed. */
  private Object initialOf(ColumnSchema column, Object value) {
    if (!(value instanceof DefaultValue computed)) {
      return value;
    }
    Instant time = Instant.EPOCH.plus(now, ChronoUnit.MICROS);
    return switch (computed.kind()) {
      case CURRENT_TIMESTAMP -> ConstantRow.fitting(column.name(), column.type(), time);
      case CURRENT_DATE ->
          ConstantRow.fitting(
              column.name(), column.type(), LocalDate.ofInstant(time, ZoneOffset.UTC));
      case CURRENT_TIME ->
          ConstantRow.fitting(
              column.name(), column.type(), LocalTime.ofInstant(time, ZoneOffset.UTC));
      case RANDOM_UUID, NEXT_VALUE -> {
        empties = column.name();
        yield null;
      }
    };
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
        value == null || value instanceof DefaultValue
            ? value
            : ConstantRow.fitting(column.name(), column.type(), value);
    columns.set(place, column.withDefault(fitting));
  }

  private int require(String column) {
    for (int place = 0; place < columns.size(); place++) {
      if (columns.get(place).isNamed(column)) {
        return place;
      }
    }
    throw new SchemaException(
        "There is no such column.", "table", name, "column", String.valueOf(column));
  }

  private void requireFreeColumn(String wanted, int itself) {
    ColumnDefinition.refuseHidden(wanted);
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
      IndexRecord moved = moved(record.indexes().get(i), before.maintained().get(i));
      indexes.add(moved.named(indexNames.get(i)));
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
            record.expiry(),
            comment),
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
