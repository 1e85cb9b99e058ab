package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.Column;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.row.Row;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableChange;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random changes of a table between random writes, reads by index and reopens, against a model that
 * rewrites all its rows at every change.
 */
class EvolutionPropertyTest {

  private static final int RUNS = 8;
  private static final int STEPS = 70;

  @TempDir Path directory;

  private StoreKind kind;
  private Random random;
  private Database db;
  private Table table;

  /** Values by column name, absent for null; the columns are those of the schema. */
  private final TreeMap<Long, Map<String, Object>> model = new TreeMap<>();

  private int names;

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void shouldReadAsIfRowsHadBeenRewritten(StoreKind store) {
    kind = store;
    for (long seed = 1; seed <= RUNS; seed++) {
      random = new Random(seed);
      db = kind.open(directory.resolve("run" + seed), options());
      model.clear();
      try {
        run(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ", " + table.describe(), e);
      } finally {
        db.close();
      }
    }
  }

  private static Options options() {
    return Options.builder().build();
  }

  private void run(long seed) {
    table =
        db.schema()
            .createTable(
                TableSchema.named("t")
                    .column("id", ColumnType.INT)
                    .column("a", ColumnType.INT)
                    .column("b", ColumnType.decimal(5, 1))
                    .primaryKey("id")
                    .index("by_a", ix -> ix.ascending("a").storing("b"))
                    .build());
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> write();
        case 3, 4, 5 -> alter();
        case 6 -> index();
        default -> reopen(seed);
      }
      compare();
    }
    assertThat(table.schema().columns().size()).isPositive();
  }

  private void reopen(long seed) {
    if (kind == StoreKind.EMBEDDED && random.nextInt(3) == 0) {
      String name = table.name();
      String before = table.describe();
      db.close();
      db = kind.open(directory.resolve("run" + seed), options());
      table = db.table(name);
      assertThat(table.describe()).isEqualTo(before);
    }
  }

  private List<ColumnSchema> columns() {
    return table.schema().columns();
  }

  private ColumnSchema any() {
    return columns().get(random.nextInt(columns().size()));
  }

  private Object value(ColumnType type) {
    int n = random.nextInt(-20, 20);
    return switch (type.kind()) {
      case INT -> n;
      case LONG -> n * (random.nextBoolean() ? 1L : 1L << 35);
      case FLOAT -> n / 4f;
      case DOUBLE -> n / 3.0;
      case DECIMAL -> BigDecimal.valueOf(n, type.scale()).setScale(type.scale());
      default -> "text" + n;
    };
  }

  /** The value as a wider column shows it. */
  private static Object shown(ColumnType type, Object value) {
    if (value instanceof Number number) {
      return switch (type.kind()) {
        case INT -> (Object) number.intValue();
        case LONG -> (Object) number.longValue();
        case FLOAT -> (Object) number.floatValue();
        case DOUBLE -> (Object) number.doubleValue();
        default -> ((BigDecimal) value).setScale(type.scale());
      };
    }
    return value;
  }

  private void write() {
    long id = random.nextInt(30);
    Map<String, Object> set = new LinkedHashMap<>();
    for (ColumnSchema column : columns()) {
      if (!column.name().equals("id") && random.nextInt(3) > 0) {
        boolean toNull = column.nullable() && random.nextInt(4) == 0;
        set.put(column.name(), toNull ? null : value(column.type()));
      }
    }
    if (random.nextInt(4) == 0) {
      long deleted = table.delete().where(LongColumn.named("id").eq(id)).execute();
      assertThat(deleted).isEqualTo(model.remove(id) == null ? 0 : 1);
      return;
    }
    var upsert = table.upsert();
    upsert.setValue(table.column("id"), shown(columns().get(0).type(), id));
    set.forEach((name, value) -> upsert.setValue(table.column(name), value));
    Map<String, Object> row = new LinkedHashMap<>();
    for (ColumnSchema column : columns()) {
      Object old = model.containsKey(id) ? model.get(id).get(column.name()) : column.defaultValue();
      Object next = set.containsKey(column.name()) ? set.get(column.name()) : old;
      row.put(column.name(), shown(column.type(), next));
    }
    row.put("id", shown(columns().get(0).type(), id));
    boolean fits = columns().stream().allMatch(c -> c.nullable() || row.get(c.name()) != null);
    fits &= table.schema().checks().isEmpty() || row.get("a") == null || number(row) >= -10;
    try {
      upsert.execute();
      assertThat(fits).isTrue();
      model.put(id, row);
    } catch (ConstraintException e) {
      assertThat(fits).as(e.getMessage()).isFalse();
    }
  }

  private static long number(Map<String, Object> row) {
    return ((Number) row.get("a")).longValue();
  }

  private void alter() {
    List<UnaryOperator<TableChange>> steps = new ArrayList<>();
    List<Runnable> effects = new ArrayList<>();
    boolean legal = step(steps, effects);
    try {
      db.schema()
          .alterTable(
              table.name(),
              change -> {
                TableChange all = change;
                for (UnaryOperator<TableChange> step : steps) {
                  all = step.apply(all);
                }
                return all;
              });
      assertThat(legal).isTrue();
      effects.forEach(Runnable::run);
      for (Map<String, Object> row : model.values()) {
        columns().forEach(c -> row.put(c.name(), shown(c.type(), row.get(c.name()))));
      }
    } catch (SchemaException | ConstraintException e) {
      assertThat(legal).as(e.getMessage()).isFalse();
    }
  }

  /** Adds a step, and what it does to the rows; whether it is legal. */
  private boolean step(List<UnaryOperator<TableChange>> steps, List<Runnable> effects) {
    ColumnSchema column = any();
    String name = column.name();
    String fresh = "c" + names++;
    boolean key = name.equals("id");
    boolean indexed =
        table.schema().indexes().stream()
            .anyMatch(
                ix ->
                    ix.stored().contains(name)
                        || ix.key().stream().anyMatch(part -> part.column().equals(name)));
    boolean checked = name.equals("a") && !table.schema().checks().isEmpty();
    switch (random.nextInt(9)) {
      case 0 -> {
        ColumnType type =
            List.of(
                    ColumnType.INT,
                    ColumnType.LONG,
                    ColumnType.FLOAT,
                    ColumnType.STRING,
                    ColumnType.decimal(4, 1))
                .get(random.nextInt(5));
        Object value = random.nextInt(3) == 0 ? null : value(type);
        boolean notNull = random.nextBoolean();
        steps.add(change -> change.addColumn(fresh, type));
        if (value != null) {
          steps.add(change -> change.defaultValue(value));
        }
        if (notNull) {
          steps.add(TableChange::notNull);
        }
        effects.add(() -> model.values().forEach(row -> row.put(fresh, value)));
        return value != null || !notNull;
      }
      case 1 -> {
        steps.add(change -> change.dropColumn(name));
        effects.add(() -> model.values().forEach(row -> row.remove(name)));
        return !key && !indexed && !checked;
      }
      case 2 -> {
        boolean fixed = key || name.equals("a");
        String to = fixed ? name : fresh;
        steps.add(change -> change.renameColumn(name, to));
        effects.add(() -> model.values().forEach(row -> row.put(to, row.remove(name))));
        return true;
      }
      case 3, 4 -> {
        ColumnType type = column.type();
        ColumnType to =
            switch (type.kind()) {
              case INT -> ColumnType.LONG;
              case FLOAT -> ColumnType.DOUBLE;
              case DECIMAL -> ColumnType.decimal(type.precision() + 2, type.scale() + 1);
              default -> type;
            };
        steps.add(change -> change.widenColumn(name, to));
        return true;
      }
      case 5 -> {
        steps.add(change -> change.setNotNull(name));
        return model.values().stream().allMatch(row -> row.get(name) != null);
      }
      case 6 -> {
        steps.add(change -> change.dropNotNull(name));
        return !key;
      }
      case 7 -> {
        Object value = random.nextBoolean() ? null : value(column.type());
        steps.add(c -> value == null ? c.dropDefault(name) : c.setDefault(name, value));
        return true;
      }
      default -> {
        if (!table.schema().checks().isEmpty()) {
          steps.add(change -> change.dropCheck("low"));
          return true;
        }
        steps.add(change -> change.addCheck("low", IntColumn.named("a").atLeast(-10)));
        boolean there = columns().stream().anyMatch(c -> c.name().equals("a"));
        return there
            && model.values().stream().allMatch(row -> row.get("a") == null || number(row) >= -10);
      }
    }
  }

  private void index() {
    List<IndexSchema> indexes = table.schema().indexes();
    if (indexes.size() > 1 || (random.nextBoolean() && !indexes.isEmpty())) {
      db.schema().dropIndex(table.name(), indexes.get(random.nextInt(indexes.size())).name());
      return;
    }
    ColumnSchema column = any();
    IndexSchema.Builder index = IndexSchema.named("i" + names++).descending(column.name());
    List<String> others =
        columns().stream().map(ColumnSchema::name).filter(n -> !n.equals(column.name())).toList();
    if (!others.isEmpty()) {
      index.storing(others.get(random.nextInt(others.size())));
    }
    db.schema().createIndex(table.name(), index.build());
  }

  private void compare() {
    assertThat(db.maintenance().verify().problems()).isEmpty();
    List<Column> all = columns().stream().map(column -> table.column(column.name())).toList();
    List<Map<String, Object>> expected = new ArrayList<>(model.values());
    try (PreparedScan scan = table.scan().prepare()) {
      assertThat(rows(scan, all)).isEqualTo(expected);
    }
    for (IndexSchema index : table.schema().indexes()) {
      Column key = table.column(index.key().get(0).column());
      List<Column> selected = new ArrayList<>(List.of(key));
      index.stored().forEach(stored -> selected.add(table.column(stored)));
      List<Map<String, Object>> wanted = new ArrayList<>();
      for (Map<String, Object> row : expected) {
        Map<String, Object> part = new LinkedHashMap<>();
        selected.forEach(column -> part.put(column.name(), row.get(column.name())));
        wanted.add(part);
      }
      Column[] columns = selected.toArray(new Column[0]);
      try (PreparedScan scan = table.scan().select(columns).using(index.name()).prepare()) {
        assertThat(rows(scan, selected)).containsExactlyInAnyOrderElementsOf(wanted);
      }
    }
  }

  private List<Map<String, Object>> rows(PreparedScan scan, List<Column> columns) {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (ReadTransaction tx = db.beginRead();
        RowCursor cursor = scan.open(tx)) {
      while (cursor.next()) {
        Row row = cursor.copy();
        Map<String, Object> values = new LinkedHashMap<>();
        columns.forEach(column -> values.put(column.name(), row.get(column)));
        rows.add(values);
      }
    }
    return rows;
  }
}
