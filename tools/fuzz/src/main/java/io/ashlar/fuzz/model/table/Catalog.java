package io.ashlar.fuzz.model.table;

import io.ashlar.error.ConstraintException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaException;
import io.ashlar.fuzz.script.schema.Change;
import io.ashlar.fuzz.script.schema.CheckSpec;
import io.ashlar.fuzz.script.schema.ColumnSpec;
import io.ashlar.fuzz.script.schema.IndexSpec;
import io.ashlar.fuzz.script.schema.Kind;
import io.ashlar.fuzz.script.schema.TableSpec;
import io.ashlar.fuzz.script.schema.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes and changes tables: what is legal, and what rows may be against. */
public final class Catalog {

  private int lastId;

  /** Without tables so far. */
  public Catalog() {}

  /**
   * What a change leads to, or what is against it.
   *
   * @param table the table afterwards; null when the change is refused
   * @param errors what is thrown then
   * @param references all foreign keys afterwards; null when they are the same
   */
  public record Result(Definition table, Set<Class<?>> errors, List<Reference> references) {

    /**
     * A change of the table alone.
     *
     * @param table the table afterwards
     * @param errors what is thrown
     */
    public Result(Definition table, Set<Class<?>> errors) {
      this(table, errors, null);
    }

    /**
     * A change that is not made.
     *
     * @param errors what may be thrown
     * @return the result
     */
    public static Result refused(Class<?>... errors) {
      return new Result(null, Set.of(errors));
    }
  }

  /** A change that is not legal. */
  private static final class IllegalChange extends Exception {

    private static final long serialVersionUID = 1L;

    IllegalChange() {
      super("illegal");
    }
  }

  /**
   * A new table.
   *
   * @param spec how it is declared
   * @return the table
   */
  public Definition create(TableSpec spec) {
    List<ModelColumn> columns = new ArrayList<>();
    for (ColumnSpec each : spec.columns()) {
      boolean nullable = each.nullable() && !spec.primaryKey().contains(each.name());
      Object value = Values.canonical(each.defaultValue());
      columns.add(
          new ModelColumn(
              ++lastId, each.name(), each.type(), nullable, value, value, each.identity(), 0));
    }
    Definition bare =
        new Definition(
            ++lastId,
            spec.name(),
            List.copyOf(columns),
            List.of(),
            List.of(),
            List.of(),
            spec.division(),
            List.of(),
            null,
            0,
            -1);
    List<Rule> checks = new ArrayList<>();
    spec.checks().forEach(check -> checks.add(rule(bare, check)));
    Definition table =
        new Definition(
            bare.id(),
            bare.name(),
            bare.columns(),
            spec.primaryKey().isEmpty() ? List.of(++lastId) : ids(bare, spec.primaryKey()),
            List.of(),
            checks,
            spec.division(),
            spec.division() == null ? List.of() : ids(bare, spec.division().columns()),
            spec.expiresAt() == null ? null : bare.column(spec.expiresAt()).id(),
            0,
            -1);
    List<ModelIndex> indexes = new ArrayList<>();
    spec.indexes().forEach(index -> indexes.add(index(table, index)));
    return table.withIndexes(indexes);
  }

  private static Rule rule(Definition table, CheckSpec check) {
    return new Rule(check.name(), check.condition(), table.names());
  }

  private static List<Integer> ids(Definition table, List<String> names) {
    return names.stream().map(name -> table.column(name).id()).toList();
  }

  private ModelIndex index(Definition table, IndexSpec spec) {
    return new ModelIndex(
        ++lastId,
        spec.name(),
        spec.unique(),
        ids(table, spec.key().stream().map(part -> part.column()).toList()),
        ids(table, spec.stored()),
        spec.where() == null ? null : new Rule("", spec.where(), table.names()));
  }

  /**
   * A table with one index more.
   *
   * @param table the table
   * @param spec how the index is declared
   * @param rows the rows of the table
   * @return the table with the index, or what is against it
   */
  public Result createIndex(Definition table, IndexSpec spec, Collection<Stored> rows) {
    if (table.indexes().stream().anyMatch(i -> i.name().equalsIgnoreCase(spec.name()))) {
      return Result.refused(SchemaException.class);
    }
    ModelIndex index = index(table, spec);
    if (spec.unique() && !index.key().containsAll(table.divisionColumns())) {
      return Result.refused(SchemaException.class);
    }
    Set<Class<?>> errors = new LinkedHashSet<>();
    Set<List<Object>> seen = new HashSet<>();
    for (Stored each : rows) {
      List<Object> exclusive = index.exclusiveKey(table, each.row());
      if (exclusive != null && !table.expired(each.row()) && !seen.add(exclusive)) {
        errors.add(ConstraintException.class);
      }
      if (index.holds(table, each.row())
          && index.keyOf(table, each.row()).stream().anyMatch(Values::isLong)) {
        errors.add(LimitExceededException.class);
      }
    }
    if (!errors.isEmpty()) {
      return new Result(null, errors);
    }
    List<ModelIndex> indexes = new ArrayList<>(table.indexes());
    indexes.add(index);
    return new Result(table.withIndexes(indexes), Set.of());
  }

  /**
   * A table with one index less.
   *
   * @param table the table
   * @param name the name of the index
   * @return the table without it
   */
  public static Definition dropIndex(Definition table, String name) {
    List<ModelIndex> indexes = new ArrayList<>(table.indexes());
    indexes.removeIf(index -> index.name().equals(name));
    return table.withIndexes(indexes);
  }

  /**
   * A table after the steps of a change, each judged by what those before it have left.
   *
   * @param state all tables
   * @param table the one that is changed
   * @param changes the steps
   * @param rows the rows of the table
   * @return the table afterwards, or what is against it
   */
  public Result alter(
      State state, Definition table, List<Change> changes, Collection<Stored> rows) {
    Definition altered = table;
    List<Rule> added = new ArrayList<>();
    Set<Integer> required = new HashSet<>();
    try {
      for (Change change : changes) {
        altered = apply(state, altered, change, added, required);
      }
    } catch (IllegalChange e) {
      return Result.refused(SchemaException.class);
    }
    if (altered.columns().isEmpty()) {
      return Result.refused(SchemaException.class);
    }
    boolean violated = false;
    for (Stored each : rows) {
      for (ModelColumn column : altered.columns()) {
        violated |=
            required.contains(column.id())
                && !column.nullable()
                && altered.value(each.row(), column.id()) == null;
        violated |= column.isTooLong(altered.value(each.row(), column.id()));
      }
      for (Rule check : altered.checks()) {
        if (added.contains(check)) {
          Truth truth = check.evaluate(altered, each.row());
          violated |= truth == Truth.FALSE || truth == Truth.FAILS;
        }
      }
    }
    return violated ? Result.refused(ConstraintException.class) : new Result(altered, Set.of());
  }

  private Definition apply(
      State state, Definition table, Change change, List<Rule> added, Set<Integer> required)
      throws IllegalChange {
    List<ModelColumn> columns = new ArrayList<>(table.columns());
    List<Rule> checks = new ArrayList<>(table.checks());
    String name = table.name();
    if (change instanceof Change.AddColumn add) {
      columns.add(column(table, add.column()));
    } else if (change instanceof Change.DropColumn drop) {
      ModelColumn column = require(table, drop.column());
      requireUnused(state, table, column.id());
      columns.remove(column);
    } else if (change instanceof Change.RenameColumn rename) {
      ModelColumn column = require(table, rename.column());
      requireFree(table, rename.to(), column.id());
      columns.set(columns.indexOf(column), column.named(rename.to()));
    } else if (change instanceof Change.WidenColumn widen) {
      ModelColumn column = require(table, widen.column());
      if (!isWider(column.type(), widen.type())
          || (!column.type().equals(widen.type())
              && state.references().stream()
                  .anyMatch(each -> each.mentions(table.id(), column.id())))) {
        throw new IllegalChange();
      }
      columns.set(columns.indexOf(column), column.typed(widen.type()));
    } else if (change instanceof Change.SetNullable nullable) {
      ModelColumn column = require(table, nullable.column());
      if (nullable.nullable() && (table.inPrimaryKey(column.id()) || column.identity())) {
        throw new IllegalChange();
      }
      required.add(column.id());
      columns.set(columns.indexOf(column), column.nullable(nullable.nullable()));
    } else if (change instanceof Change.SetDefault set) {
      ModelColumn column = require(table, set.column());
      if (column.identity()) {
        throw new IllegalChange();
      }
      ModelColumn defaulting = column.defaulting(Values.canonical(set.value()));
      if (defaulting.isTooLong(defaulting.defaultValue())) {
        throw new IllegalChange();
      }
      columns.set(columns.indexOf(column), defaulting);
    } else if (change instanceof Change.SetMaxLength set) {
      ModelColumn column = require(table, set.column());
      columns.set(columns.indexOf(column), limited(column, set.length()));
    } else if (change instanceof Change.AddCheck add) {
      if (checks.stream().anyMatch(c -> c.name().equalsIgnoreCase(add.check().name()))) {
        throw new IllegalChange();
      }
      Rule rule = rule(table, add.check());
      added.add(rule);
      checks.add(rule);
    } else if (change instanceof Change.DropCheck drop) {
      if (!checks.removeIf(check -> check.name().equals(drop.check()))) {
        throw new IllegalChange();
      }
    } else {
      name = ((Change.RenameTable) change).to();
      for (Definition other : state.tables().values()) {
        if (other.id() != table.id() && other.name().equalsIgnoreCase(name)) {
          throw new IllegalChange();
        }
      }
    }
    return table.with(columns, checks, name);
  }

  private static ModelColumn limited(ModelColumn column, int length) throws IllegalChange {
    boolean limits = column.kind() == Kind.STRING || column.kind() == Kind.BYTES;
    ModelColumn limited = column.limited(length);
    if (length < 0 || (length > 0 && !limits) || limited.isTooLong(column.defaultValue())) {
      throw new IllegalChange();
    }
    return limited;
  }

  private static boolean isWider(Type from, Type to) {
    boolean holds =
        from.kind() == to.kind()
            || (from.kind() == Kind.INT && to.kind() == Kind.LONG)
            || (from.kind() == Kind.FLOAT && to.kind() == Kind.DOUBLE);
    return holds
        && to.scale() >= from.scale()
        && to.precision() - to.scale() >= from.precision() - from.scale();
  }

  private ModelColumn column(Definition table, ColumnSpec spec) throws IllegalChange {
    requireFree(table, spec.name(), 0);
    if (!spec.nullable() && spec.defaultValue() == null) {
      throw new IllegalChange();
    }
    Object value = Values.canonical(spec.defaultValue());
    return new ModelColumn(
        ++lastId, spec.name(), spec.type(), spec.nullable(), value, value, false, 0);
  }

  private static ModelColumn require(Definition table, String name) throws IllegalChange {
    ModelColumn column = table.column(name);
    if (column == null) {
      throw new IllegalChange();
    }
    return column;
  }

  private static void requireFree(Definition table, String name, int itself) throws IllegalChange {
    for (ModelColumn column : table.columns()) {
      if (column.id() != itself && column.name().equalsIgnoreCase(name)) {
        throw new IllegalChange();
      }
    }
  }

  private static void requireUnused(State state, Definition table, int column)
      throws IllegalChange {
    boolean used = state.references().stream().anyMatch(each -> each.mentions(table.id(), column));
    used |= table.inPrimaryKey(column) || Integer.valueOf(column).equals(table.expiresAt());
    for (ModelIndex index : table.indexes()) {
      used |= index.key().contains(column) || index.stored().contains(column);
      used |= index.where() != null && index.where().mentions(column);
    }
    for (Rule check : table.checks()) {
      used |= check.mentions(column);
    }
    if (used) {
      throw new IllegalChange();
    }
  }
}
