package io.ashlar.sql.define;

import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.DefaultValue;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableSchema;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.TableElement;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What CREATE TABLE defines. */
final class TableDefiner {

  private final Binding binding;
  private final ColumnDefiner definer;
  private final Map<String, SqlType> columns = new LinkedHashMap<>();
  private final List<Check> checks = new ArrayList<>();
  private final List<List<DefinitionStatement.KeyItem>> uniques = new ArrayList<>();
  private final List<String> uniqueNames = new ArrayList<>();
  private final List<References> references = new ArrayList<>();
  private final Tables tables;

  /** The columns of the indexes that are defined so far. */
  private final List<List<String>> indexed = new ArrayList<>();

  private List<String> primaryKey = List.of();
  private String table;
  private TableSchema.Builder schema;

  private record Check(Optional<Identifier> name, Expression condition) {}

  private record References(
      Optional<Identifier> name, List<Identifier> columns, TableElement.Reference target) {}

  TableDefiner(Binding binding, Tables tables) {
    this.binding = binding;
    this.tables = tables;
    this.definer = new ColumnDefiner(binding);
  }

  TableSchema table(DefinitionStatement.CreateTable create) {
    List<Identifier> parts = create.name().parts();
    table = parts.get(parts.size() - 1).text();
    schema = TableSchema.named(table);
    for (TableElement element : create.elements()) {
      if (element instanceof TableElement.ColumnDefinition column) {
        column(column);
      }
    }
    for (TableElement element : create.elements()) {
      if (element instanceof TableElement.TableConstraint constraint) {
        constraint(constraint);
      }
    }
    if (!primaryKey.isEmpty()) {
      schema.primaryKey(primaryKey.toArray(String[]::new));
    }
    addUniques();
    addForeignKeys();
    addChecks();
    new ClauseDefiner(binding, columns).add(create.clauses(), schema);
    return schema.build();
  }

  private void column(TableElement.ColumnDefinition column) {
    String name = column.name().text();
    SqlType type = definer.type(column.type());
    if (columns.put(name, type) != null) {
      throw binding.fault(
          SqlState.DUPLICATE_COLUMN,
          column.offset(),
          "A column is declared twice.",
          "column",
          name);
    }
    add(definer.column(column));
    for (TableElement.ColumnConstraint constraint : column.constraints()) {
      rule(column, constraint);
    }
  }

  /** How the identity column counts; 1, 2, 3 where nothing is said. */
  static SequenceOptions numbers(DefinitionStatement.CreateTable create, Binding binding) {
    for (TableElement element : create.elements()) {
      if (element instanceof TableElement.ColumnDefinition column) {
        for (TableElement.ColumnConstraint constraint : column.constraints()) {
          if (constraint.rule() instanceof TableElement.IdentityColumn drawn) {
            return SequenceDefiner.options(drawn.options(), binding);
          }
        }
      }
    }
    return SequenceOptions.defaults();
  }

  private void add(ColumnSchema column) {
    schema.column(column.name(), column.type()).declaredType(column.declaredType());
    if (column.maxLength() != ColumnSchema.UNLIMITED) {
      schema.maxLength(column.maxLength());
    }
    if (column.identity()) {
      schema.identity();
    } else if (!column.nullable()) {
      schema.notNull();
    }
    if (column.defaultValue() instanceof DefaultValue computed) {
      schema.defaultTo(computed);
    } else if (column.defaultValue() != null) {
      schema.defaultValue(column.defaultValue());
    }
  }

  /** What a column's definition says of the table. */
  private void rule(
      TableElement.ColumnDefinition column, TableElement.ColumnConstraint constraint) {
    TableElement.ColumnRule rule = constraint.rule();
    if (rule instanceof TableElement.PrimaryColumn primary) {
      refuse(primary.descending(), rule.offset(), "a descending primary key");
      primaryKey(List.of(column.name().text()), rule.offset());
    } else if (rule instanceof TableElement.CheckColumn check) {
      checks.add(new Check(constraint.name(), check.condition()));
    } else if (rule instanceof TableElement.UniqueColumn) {
      unique(constraint.name(), List.of(key(column)));
    } else if (rule instanceof TableElement.ReferenceColumn reference) {
      references.add(new References(constraint.name(), List.of(column.name()), reference.target()));
    }
  }

  static DefinitionStatement.KeyItem key(TableElement.ColumnDefinition column) {
    Expression reference =
        new Expression.ColumnReference(
            column.offset(), new QualifiedName(column.offset(), List.of(column.name())));
    return new DefinitionStatement.KeyItem(
        column.offset(), reference, false, Query.NullOrder.UNSAID);
  }

  private void refuse(boolean unsupported, int offset, String what) {
    if (unsupported) {
      throw binding.unsupported(offset, what);
    }
  }

  private void primaryKey(List<String> key, int offset) {
    if (!primaryKey.isEmpty()) {
      throw binding.fault(
          SqlState.INVALID_TABLE_DEFINITION,
          offset,
          "A table has one primary key.",
          "table",
          table);
    }
    primaryKey = key;
  }

  private void unique(Optional<Identifier> name, List<DefinitionStatement.KeyItem> key) {
    uniques.add(key);
    uniqueNames.add(name.map(Identifier::text).orElse(null));
  }

  private void constraint(TableElement.TableConstraint constraint) {
    TableElement.TableRule rule = constraint.rule();
    List<String> names = List.copyOf(columns.keySet());
    if (rule instanceof TableElement.PrimaryKey key) {
      List<String> parts = new ArrayList<>();
      for (DefinitionStatement.KeyItem item : key.key()) {
        refuse(item.descending(), item.offset(), "a descending primary key");
        parts.add(IndexDefiner.column(item, binding, names));
      }
      primaryKey(parts, rule.offset());
    } else if (rule instanceof TableElement.UniqueKey key) {
      unique(constraint.name(), key.key());
    } else if (rule instanceof TableElement.Check check) {
      checks.add(new Check(constraint.name(), check.condition()));
    } else {
      TableElement.ForeignKey key = (TableElement.ForeignKey) rule;
      references.add(new References(constraint.name(), key.columns(), key.target()));
    }
  }

  /** A foreign key needs a key that begins with its columns; where there is none, one is made. */
  private void addForeignKeys() {
    List<String> names = List.copyOf(columns.keySet());
    ForeignKeyDefiner foreignKeys = new ForeignKeyDefiner(binding, tables, table, names);
    for (References reference : references) {
      ForeignKeySchema key =
          foreignKeys.foreignKey(reference.name, reference.columns, reference.target);
      schema.foreignKey(
          key.name(),
          built ->
              built
                  .columns(key.columns().toArray(String[]::new))
                  .references(key.table(), key.referenced().toArray(String[]::new))
                  .onDelete(key.onDelete())
                  .onUpdate(key.onUpdate()));
      boolean served =
          begins(primaryKey, key.columns())
              || indexed.stream().anyMatch(parts -> begins(parts, key.columns()));
      if (!served) {
        indexed.add(key.columns());
        schema.index(
            key.name() + "_idx",
            index -> {
              IndexSchema.Builder built = index;
              for (String column : key.columns()) {
                built = built.ascending(column);
              }
              return built;
            });
      }
    }
  }

  private static boolean begins(List<String> key, List<String> columns) {
    return key.size() >= columns.size() && key.subList(0, columns.size()).equals(columns);
  }

  private void addUniques() {
    List<String> names = List.copyOf(columns.keySet());
    for (int i = 0; i < uniques.size(); i++) {
      List<DefinitionStatement.KeyItem> key = uniques.get(i);
      List<String> parts = new ArrayList<>();
      key.forEach(item -> parts.add(IndexDefiner.column(item, binding, names)));
      indexed.add(parts);
      String name =
          uniqueNames.get(i) == null
              ? table + "_" + String.join("_", parts) + "_key"
              : uniqueNames.get(i);
      schema.uniqueIndex(
          name,
          index -> {
            IndexSchema.Builder built = index;
            for (int part = 0; part < parts.size(); part++) {
              built =
                  key.get(part).descending()
                      ? built.descending(parts.get(part))
                      : built.ascending(parts.get(part));
            }
            return built;
          });
    }
  }

  private void addChecks() {
    if (checks.isEmpty()) {
      return;
    }
    ConditionDefiner conditions = new ConditionDefiner(binding, table, columns);
    int unnamed = 0;
    for (Check check : checks) {
      String name = check.name().map(Identifier::text).orElse(null);
      if (name == null) {
        name = table + "_check" + (unnamed == 0 ? "" : unnamed);
        unnamed++;
      }
      schema.check(name, conditions.predicate(check.condition()));
    }
  }
}
