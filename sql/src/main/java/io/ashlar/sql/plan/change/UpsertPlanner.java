package io.ashlar.sql.plan.change;

import io.ashlar.Table;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.change.Change;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.plan.change.UniqueKeys.UniqueKey;
import io.ashlar.sql.syntax.DataStatement;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.QueryBody;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans the forms of INSERT that say what becomes of rows whose key is taken. Where that is what
 * the table's own upsert does, it does it.
 */
final class UpsertPlanner {

  private static final String NEW_ROW = "excluded";

  private final Binding binding;
  private final GivenRows given;
  private final Table table;
  private final String name;
  private final List<QueryBody.SelectItem> returning;
  private final UniqueKeys keys;

  /**
   * For one statement.
   *
   * @param name of the table in the statement
   * @param returning what is given back
   */
  UpsertPlanner(
      Binding binding, GivenRows given, String name, List<QueryBody.SelectItem> returning) {
    this.binding = binding;
    this.given = given;
    this.table = given.table();
    this.name = name;
    this.returning = returning;
    this.keys = new UniqueKeys(binding, table);
  }

  private ConflictPlanner conflicts() {
    return new ConflictPlanner(binding, given, name, returning);
  }

  Change plan(DataStatement.Insert insert) {
    if (insert.mode() != DataStatement.InsertMode.PLAIN && insert.conflict().isPresent()) {
      throw binding.fault(
          SqlState.SYNTAX_ERROR,
          insert.conflict().get().offset(),
          "A statement says once what becomes of rows whose key is taken.");
    }
    if (insert.mode() == DataStatement.InsertMode.OR_IGNORE) {
      return conflicts().nothing(keys.all());
    }
    if (insert.mode() == DataStatement.InsertMode.OR_REPLACE) {
      return conflicts().replace(keys.all());
    }
    DataStatement.ConflictClause clause = insert.conflict().orElseThrow();
    if (clause instanceof DataStatement.OnDuplicateKey duplicate) {
      SetClause set = new SetClause(binding, table, duplicate.assignments());
      return conflicts().update(keys.all(), set, Optional.empty(), false);
    }
    return onConflict((DataStatement.OnConflict) clause);
  }

  private Change onConflict(DataStatement.OnConflict clause) {
    Optional<UniqueKey> key = clause.target().map(keys::target);
    if (!(clause.action() instanceof DataStatement.DoUpdate update)) {
      return conflicts().nothing(key.map(List::of).orElseGet(keys::all));
    }
    if (key.isEmpty()) {
      throw binding.fault(
          SqlState.SYNTAX_ERROR,
          clause.offset(),
          "ON CONFLICT DO UPDATE names the columns or the constraint that it means.");
    }
    return isUpsert(key.get(), update)
        ? InsertPlanner.direct(binding, given, table.upsert())
        : conflicts()
            .update(
                List.of(key.get()),
                new SetClause(binding, table, update.assignments()),
                update.where(),
                true);
  }

  /**
   * Whether the table's upsert does the same: one row, whose columns beside the primary key are all
   * set to what they were given as.
   */
  private boolean isUpsert(UniqueKey key, DataStatement.DoUpdate update) {
    if (key.index() != null
        || given.query() != null
        || given.rows().size() != 1
        || update.where().isPresent()
        || !returning.isEmpty()
        || !givesAllRequired()) {
      return false;
    }
    Set<String> set = new HashSet<>();
    for (DataStatement.Assignment assignment : update.assignments()) {
      if (!(assignment instanceof DataStatement.SetColumn column) || !isGiven(column, set)) {
        return false;
      }
    }
    List<String> all = givenColumns();
    Set<String> beside = new HashSet<>(all);
    key.columns().forEach(beside::remove);
    return all.containsAll(key.columns()) && set.equals(beside);
  }

  private List<String> givenColumns() {
    return given.rows().get(0).columns().stream().map(Source.SourceColumn::name).toList();
  }

  /** An upsert does not ask for what a row has already that is there; an insert does. */
  private boolean givesAllRequired() {
    List<String> names = givenColumns();
    return table.schema().columns().stream()
        .filter(column -> !column.nullable() && !column.identity())
        .filter(column -> column.defaultValue() == null)
        .map(ColumnSchema::name)
        .allMatch(names::contains);
  }

  private boolean isGiven(DataStatement.SetColumn assignment, Set<String> set) {
    if (!(assignment.value() instanceof Expression.ColumnReference reference)) {
      return false;
    }
    List<Identifier> parts = reference.name().parts();
    List<Identifier> named = assignment.column().parts();
    if (parts.size() != 2 || !parts.get(0).text().equals(NEW_ROW)) {
      return false;
    }
    AssignedColumns columns = new AssignedColumns(binding, table.name(), Tables.columns(table));
    String column = columns.column(named.get(named.size() - 1)).name();
    AssignedColumns again = new AssignedColumns(binding, table.name(), Tables.columns(table));
    return again.column(parts.get(1)).name().equals(column) && set.add(column);
  }

  /** {@code MERGE INTO table KEY}: what is given is set where there is a row with the key. */
  Change plan(DataStatement.MergeByKey merge) {
    List<Source.SourceColumn> named =
        merge.key().isEmpty()
            ? List.of()
            : new AssignedColumns(binding, table.name(), Tables.columns(table))
                .columns(merge.key());
    List<String> names =
        merge.key().isEmpty()
            ? table.schema().primaryKey()
            : named.stream().map(Source.SourceColumn::name).toList();
    List<String> columns = given.columns().stream().map(Source.SourceColumn::name).toList();
    if (names.isEmpty() || !columns.containsAll(names)) {
      throw binding.fault(
          SqlState.SYNTAX_ERROR,
          merge.offset(),
          "MERGE gives all columns of the key by which rows are found.",
          "key",
          names);
    }
    Set<String> beside = new HashSet<>(columns);
    names.forEach(beside::remove);
    boolean primary = Set.copyOf(table.schema().primaryKey()).equals(Set.copyOf(names));
    if (primary && returning.isEmpty() && !beside.isEmpty()) {
      return InsertPlanner.direct(binding, given, table.upsert());
    }
    return byKey(merge, names, new ArrayList<>(columns.stream().filter(beside::contains).toList()));
  }

  private Change byKey(DataStatement.MergeByKey merge, List<String> names, List<String> beside) {
    UniqueKey key = keys.ofAllRows(Set.copyOf(names));
    if (beside.isEmpty() && key != null) {
      return conflicts().nothing(List.of(key));
    }
    List<DataStatement.Assignment> assignments = new ArrayList<>();
    int at = merge.offset();
    for (String column : beside.isEmpty() ? names : beside) {
      Identifier exact = new Identifier(at, column, true);
      QualifiedName value =
          new QualifiedName(at, List.of(new Identifier(at, NEW_ROW, true), exact));
      assignments.add(
          new DataStatement.SetColumn(
              at,
              new QualifiedName(at, List.of(exact)),
              new Expression.ColumnReference(at, value)));
    }
    SetClause set = new SetClause(binding, table, assignments);
    return key == null
        ? conflicts().updateByColumns(names, set)
        : conflicts().update(List.of(key), set, Optional.empty(), false);
  }
}
