package io.ashlar.fuzz.run;

import io.ashlar.Table;
import io.ashlar.fuzz.script.schema.Change;
import io.ashlar.fuzz.script.schema.CheckSpec;
import io.ashlar.fuzz.script.schema.ColumnSpec;
import io.ashlar.fuzz.script.schema.Division;
import io.ashlar.fuzz.script.schema.ForeignKeySpec;
import io.ashlar.fuzz.script.schema.IndexSpec;
import io.ashlar.fuzz.script.schema.Kind;
import io.ashlar.fuzz.script.schema.TableSpec;
import io.ashlar.fuzz.script.schema.Type;
import io.ashlar.query.Column;
import io.ashlar.schema.CheckSchema;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.Expiration;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableChange;
import io.ashlar.schema.TableSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes schemas and changes of them as the database takes them. */
final class Schemas {

  private Schemas() {}

  static TableSchema table(TableSpec spec) {
    Map<String, Type> types = new HashMap<>();
    spec.columns().forEach(column -> types.put(column.name(), column.type()));
    Function<String, Column> named = name -> Types.named(name, types.get(name));
    List<ColumnSchema> columns = new ArrayList<>();
    for (ColumnSpec column : spec.columns()) {
      boolean nullable = column.nullable() && !spec.primaryKey().contains(column.name());
      columns.add(column(column, nullable));
    }
    List<IndexSchema> indexes = new ArrayList<>();
    spec.indexes().forEach(index -> indexes.add(index(index, named)));
    List<CheckSchema> checks = new ArrayList<>();
    spec.checks().forEach(check -> checks.add(check(check, named)));
    return new TableSchema(
        spec.name(),
        columns,
        spec.primaryKey(),
        indexes,
        checks,
        spec.division() == null ? null : division(spec.division(), types),
        spec.expiresAt() == null ? null : new Expiration(spec.expiresAt(), Duration.ZERO));
  }

  private static ColumnSchema column(ColumnSpec spec, boolean nullable) {
    Object value = Cells.javaValue(spec.type().kind(), spec.defaultValue());
    return new ColumnSchema(spec.name(), Types.of(spec.type()), nullable, value, spec.identity());
  }

  static IndexSchema index(IndexSpec spec, Function<String, Column> columns) {
    return new IndexSchema(
        spec.name(),
        spec.unique(),
        spec.key(),
        spec.stored(),
        spec.where() == null ? null : new Predicates(columns).of(spec.where()));
  }

  private static CheckSchema check(CheckSpec spec, Function<String, Column> columns) {
    return new CheckSchema(spec.name(), new Predicates(columns).of(spec.condition()));
  }

  private static Partitioning division(Division division, Map<String, Type> types) {
    Kind kind = types.get(division.columns().get(0)).kind();
    List<List<Object>> lists = new ArrayList<>();
    for (List<Object> list : division.lists()) {
      lists.add(list.stream().map(value -> Cells.javaValue(kind, value)).toList());
    }
    return new Partitioning(division.kind(), division.size(), division.columns(), lists, null);
  }

  /** Adds a step to a change of a table. */
  static TableChange change(Table table, TableChange to, Change change) {
    if (change instanceof Change.AddColumn add) {
      return add(to, add.column());
    }
    if (change instanceof Change.DropColumn drop) {
      return to.dropColumn(drop.column());
    }
    if (change instanceof Change.RenameColumn rename) {
      return to.renameColumn(rename.column(), rename.to());
    }
    if (change instanceof Change.WidenColumn widen) {
      return to.widenColumn(widen.column(), Types.of(widen.type()));
    }
    if (change instanceof Change.SetNullable nullable) {
      return nullable.nullable()
          ? to.dropNotNull(nullable.column())
          : to.setNotNull(nullable.column());
    }
    if (change instanceof Change.SetDefault set) {
      return set.value() == null
          ? to.dropDefault(set.column())
          : to.setDefault(
              set.column(), Cells.javaValue(Types.kindOf(table.column(set.column())), set.value()));
    }
    if (change instanceof Change.SetMaxLength set) {
      return to.setMaxLength(set.column(), set.length());
    }
    if (change instanceof Change.AddCheck add) {
      CheckSchema check = check(add.check(), table::column);
      return to.addCheck(check.name(), check.predicate());
    }
    if (change instanceof Change.AddForeignKey add) {
      return to.addForeignKey(foreignKey(add.foreignKey()));
    }
    if (change instanceof Change.DropForeignKey drop) {
      return to.dropForeignKey(drop.foreignKey());
    }
    return change instanceof Change.DropCheck drop
        ? to.dropCheck(drop.check())
        : to.renameTo(((Change.RenameTable) change).to());
  }

  private static ForeignKeySchema foreignKey(ForeignKeySpec spec) {
    return new ForeignKeySchema(
        spec.name(),
        spec.columns(),
        spec.table(),
        spec.referenced(),
        spec.onDelete(),
        spec.onUpdate());
  }

  private static TableChange add(TableChange to, ColumnSpec spec) {
    TableChange with = to.addColumn(spec.name(), Types.of(spec.type()));
    if (spec.defaultValue() != null) {
      with = with.defaultValue(Cells.javaValue(spec.type().kind(), spec.defaultValue()));
    }
    return spec.nullable() ? with : with.notNull();
  }
}
