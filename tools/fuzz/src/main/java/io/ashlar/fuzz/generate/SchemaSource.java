package io.ashlar.fuzz.generate;

import io.ashlar.fuzz.model.table.Definition;
import io.ashlar.fuzz.model.table.ModelColumn;
import io.ashlar.fuzz.model.table.State;
import io.ashlar.fuzz.script.schema.Change;
import io.ashlar.fuzz.script.schema.CheckSpec;
import io.ashlar.fuzz.script.schema.ColumnSpec;
import io.ashlar.fuzz.script.schema.Division;
import io.ashlar.fuzz.script.schema.IndexSpec;
import io.ashlar.fuzz.script.schema.Kind;
import io.ashlar.fuzz.script.schema.TableSpec;
import io.ashlar.fuzz.script.schema.Type;
import io.ashlar.schema.KeyPart;
import io.ashlar.schema.Partitioning;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Random tables, and changes of tables that are there. */
final class SchemaSource {

  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private final Dice dice;
  private final ValueSource values;
  private final ConditionSource conditions;
  private int names;

  SchemaSource(Dice dice, ValueSource values, ConditionSource conditions) {
    this.dice = dice;
    this.values = values;
    this.conditions = conditions;
  }

  String name(String prefix) {
    return prefix + names++;
  }

  /** A table, half of the time with columns that can reference another one. */
  TableSpec table(State state) {
    List<ColumnSpec> columns = new ArrayList<>();
    int count = 3 + dice.below(5);
    int keyColumns = 1 + dice.below(3);
    List<String> key = new ArrayList<>();
    boolean identity = dice.once(8);
    for (int i = 0; i < count; i++) {
      Type type = values.type();
      boolean inKey = i < keyColumns;
      String name = name("c");
      if (i == 0 && identity) {
        columns.add(new ColumnSpec(name, Type.of(Kind.LONG), false, null, true));
        if (dice.once(2)) {
          key.add(name);
        }
        continue;
      }
      boolean nullable = !inKey && !dice.once(3);
      Object value = !inKey && dice.once(4) ? values.any(type) : null;
      columns.add(new ColumnSpec(name, type, nullable, value, false));
      if (inKey) {
        key.add(name);
      }
    }
    if (key.isEmpty()) {
      ColumnSpec last = columns.remove(columns.size() - 1);
      columns.add(new ColumnSpec(last.name(), last.type(), false, null, false));
      key.add(last.name());
    }
    key = dice.once(6) ? List.of() : dice.some(key, key.size());
    List<KeyPart> referencing = new ArrayList<>();
    if (!state.tables().isEmpty() && dice.once(2)) {
      key = reference(dice.pick(state.tables().values()), columns, key, referencing);
    }
    Division division = !key.isEmpty() && dice.once(3) ? division(columns, key) : null;
    String expiresAt = dice.once(8) ? timestamp(columns, key) : null;
    TableSpec bare =
        new TableSpec(name("t"), columns, key, List.of(), List.of(), division, expiresAt);
    return withRules(bare, referencing);
  }

  /** Adds columns of the types of a key of another table, and where they are looked for. */
  private List<String> reference(
      Definition parent, List<ColumnSpec> columns, List<String> key, List<KeyPart> index) {
    List<List<Integer>> targets = ReferenceSource.targets(parent);
    if (targets.isEmpty()) {
      return key;
    }
    List<String> names = new ArrayList<>();
    boolean nullable = !dice.once(4);
    for (int id : dice.pick(targets)) {
      String name = name("c");
      columns.add(new ColumnSpec(name, parent.column(id).type(), nullable, null, false));
      names.add(name);
    }
    if (!nullable && !key.isEmpty() && dice.once(2)) {
      List<String> longer = new ArrayList<>(names);
      longer.addAll(key);
      return longer;
    }
    dice.some(names, names.size()).forEach(name -> index.add(new KeyPart(name, dice.once(3))));
    return key;
  }

  private TableSpec withRules(TableSpec bare, List<KeyPart> referencing) {
    Definition shape = Definition.of(bare);
    List<IndexSpec> indexes = new ArrayList<>();
    if (!referencing.isEmpty()) {
      indexes.add(new IndexSpec(name("i"), false, referencing, List.of(), null));
    }
    for (int i = dice.below(4); i > 0; i--) {
      indexes.add(index(shape, true));
    }
    List<CheckSpec> checks = new ArrayList<>();
    if (dice.once(4)) {
      checks.add(new CheckSpec(name("k"), conditions.rule(shape)));
    }
    return new TableSpec(
        bare.name(),
        bare.columns(),
        bare.primaryKey(),
        indexes,
        checks,
        bare.division(),
        bare.expiresAt());
  }

  private static String timestamp(List<ColumnSpec> columns, List<String> key) {
    return columns.stream()
        .filter(c -> c.type().kind() == Kind.TIMESTAMP && !key.contains(c.name()))
        .map(ColumnSpec::name)
        .findFirst()
        .orElse(null);
  }

  private Division division(List<ColumnSpec> columns, List<String> key) {
    ColumnSpec column =
        columns.stream().filter(c -> c.name().equals(key.get(0))).findFirst().orElseThrow();
    List<String> one = List.of(column.name());
    if (dice.once(4)) {
      return new Division(Partitioning.Kind.HASH, 1 + dice.below(4), dice.some(key, 1), List.of());
    }
    return switch (column.type().kind()) {
      case INT, LONG ->
          column.identity() || dice.once(2)
              ? new Division(Partitioning.Kind.NUMBERS, 1 + dice.below(100), one, List.of())
              : list(column, one);
      case TIMESTAMP ->
          dice.once(2)
              ? new Division(Partitioning.Kind.MONTHS, 1 + dice.below(3), one, List.of())
              : new Division(
                  Partitioning.Kind.TIME, 1 + dice.below(2) * MICROS_PER_DAY, one, List.of());
      case DATE ->
          dice.once(2)
              ? new Division(Partitioning.Kind.MONTHS, 1 + dice.below(3), one, List.of())
              : new Division(
                  Partitioning.Kind.TIME, (1 + dice.below(3)) * MICROS_PER_DAY, one, List.of());
      case STRING, UUID, BOOLEAN -> list(column, one);
      default -> new Division(Partitioning.Kind.HASH, 1 + dice.below(4), one, List.of());
    };
  }

  private Division list(ColumnSpec column, List<String> one) {
    Kind kind = column.type().kind();
    if (dice.once(2) || kind == Kind.BOOLEAN) {
      return new Division(Partitioning.Kind.LIST, 0, one, List.of());
    }
    List<Object> all =
        kind == Kind.STRING
            ? List.of("a", "b", "A", "ab", "abc", "z")
            : kind == Kind.UUID
                ? List.of(new UUID(0, 0), new UUID(-1, -1))
                : List.of(0L, 1L, -1L, 2L, 3L, 5L, 7L, 10L);
    int cut = 1 + dice.below(all.size() - 1);
    return new Division(
        Partitioning.Kind.LIST, 0, one, List.of(all.subList(0, cut), all.subList(cut, all.size())));
  }

  IndexSpec index(Definition table, boolean legal) {
    boolean unique = dice.once(4);
    List<ModelColumn> columns = dice.some(table.columns(), 1 + dice.below(3));
    List<KeyPart> key = new ArrayList<>();
    for (ModelColumn column : columns) {
      key.add(new KeyPart(column.name(), dice.once(3)));
    }
    if (unique && (legal || !dice.once(20))) {
      for (int id : table.divisionColumns()) {
        ModelColumn column = table.column(id);
        if (!columns.contains(column)) {
          columns.add(column);
          key.add(new KeyPart(column.name(), dice.once(3)));
        }
      }
    }
    List<ModelColumn> others = new ArrayList<>(table.columns());
    others.removeAll(columns);
    others.removeIf(column -> table.inPrimaryKey(column.id()));
    List<String> stored = new ArrayList<>();
    if (dice.once(3)) {
      dice.some(others, dice.below(3)).forEach(column -> stored.add(column.name()));
    }
    return new IndexSpec(
        name("i"), unique, key, stored, dice.once(4) ? conditions.rule(table) : null);
  }

  /** A change, most of the time one that is legal. */
  List<Change> change(Definition table) {
    List<Change> changes = new ArrayList<>();
    changes.add(step(table));
    return changes;
  }

  private Change step(Definition table) {
    ModelColumn column = dice.pick(table.columns());
    return switch (dice.below(12)) {
      case 10, 11 -> limit(table, column);
      case 0, 1 -> new Change.AddColumn(added());
      case 2 -> new Change.DropColumn(column.name());
      case 3 -> new Change.RenameColumn(column.name(), name("c"));
      case 4, 5 -> widen(table, column);
      case 6 -> new Change.SetNullable(column.name(), dice.once(2));
      case 7 -> new Change.SetDefault(column.name(), dice.once(3) ? null : values.given(column));
      case 8 ->
          table.checks().isEmpty() || dice.once(2)
              ? new Change.AddCheck(new CheckSpec(name("k"), conditions.rule(table)))
              : new Change.DropCheck(dice.pick(table.checkNames()));
      default -> new Change.RenameTable(name("t"));
    };
  }

  /** Most values are short, so that most limits are too. */
  private Change limit(Definition table, ModelColumn any) {
    List<ModelColumn> limited = new ArrayList<>(table.columns());
    limited.removeIf(column -> column.kind() != Kind.STRING && column.kind() != Kind.BYTES);
    ModelColumn column = limited.isEmpty() || dice.once(20) ? any : dice.pick(limited);
    return new Change.SetMaxLength(column.name(), dice.once(4) ? 0 : 1 + dice.below(4));
  }

  private ColumnSpec added() {
    Type type = values.type();
    boolean nullable = !dice.once(3);
    Object value = !nullable || dice.once(2) ? values.any(type) : null;
    return new ColumnSpec(name("c"), type, nullable, value, false);
  }

  private Change widen(Definition table, ModelColumn any) {
    List<ModelColumn> narrow = new ArrayList<>(table.columns());
    narrow.removeIf(
        column ->
            switch (column.kind()) {
              case INT, FLOAT, DECIMAL -> false;
              default -> true;
            });
    if (narrow.isEmpty()) {
      return new Change.RenameColumn(any.name(), name("c"));
    }
    ModelColumn column = dice.pick(narrow);
    Type type =
        switch (column.kind()) {
          case INT -> Type.of(Kind.LONG);
          case FLOAT -> Type.of(Kind.DOUBLE);
          default -> {
            int scale = column.type().scale() + dice.below(3);
            int whole = column.type().precision() - column.type().scale() + dice.below(3);
            yield Type.decimal(scale + whole, scale);
          }
        };
    return new Change.WidenColumn(column.name(), type);
  }
}
