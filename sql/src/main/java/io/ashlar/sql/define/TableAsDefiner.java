package io.ashlar.sql.define;

import io.ashlar.Database;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ParameterSlots;
import io.ashlar.sql.canonical.CanonicalText;
import io.ashlar.sql.catalog.SchemaText;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.plan.PlannedQuery;
import io.ashlar.sql.plan.QueryPlanner;
import io.ashlar.sql.plan.ResultColumn;
import io.ashlar.sql.plan.SubqueryPlanner;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.type.SqlType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The table that CREATE TABLE AS defines: without a primary key, with the columns of a query. */
public final class TableAsDefiner {

  private final Database database;
  private final Binding binding;

  /**
   * For one statement.
   *
   * @param database the database
   * @param binding of the statement
   */
  public TableAsDefiner(Database database, Binding binding) {
    this.database = database;
    this.binding = binding;
  }

  /**
   * Makes the table, without rows.
   *
   * @param create its syntax
   * @return its name; empty when there is an object of the name, and that is no failure
   * @throws io.ashlar.sql.error.SqlException when it cannot be made, with line and column
   * @throws io.ashlar.error.SchemaException when the schema refuses
   */
  public Optional<String> create(DefinitionStatement.CreateTableAs create) {
    Tables tables = new Tables(database);
    boolean taken =
        tables.find(create.name()).isPresent() || tables.findView(create.name()).isPresent();
    if (taken && create.ifNotExists()) {
      return Optional.empty();
    }
    if (taken) {
      throw Names.exists(create.name(), binding);
    }
    List<ResultColumn> columns = columns(create, tables);
    String name = Names.last(create.name()).text();
    return Optional.of(database.schema().createTable(schema(create, name, columns)).name());
  }

  /**
   * What fills the table.
   *
   * @param create the syntax of the definition
   * @param table the table
   * @return a statement
   */
  public static String filling(DefinitionStatement.CreateTableAs create, String table) {
    return "INSERT INTO " + SchemaText.name(table) + " " + CanonicalText.of(create.query());
  }

  private List<ResultColumn> columns(DefinitionStatement.CreateTableAs create, Tables tables) {
    SubqueryPlanner subqueries = new SubqueryPlanner(tables);
    Binding inner =
        new Binding(
            binding.text(),
            new ParameterSlots(0),
            binding.context(),
            binding.functions(),
            binding.reading(),
            subqueries);
    PlannedQuery planned = new QueryPlanner(inner, tables).plan(create.query());
    subqueries.release();
    planned.rows().release();
    return planned.columns();
  }

  private TableSchema schema(
      DefinitionStatement.CreateTableAs create, String table, List<ResultColumn> columns) {
    List<Identifier> given = create.columns();
    if (given.size() > columns.size()) {
      throw binding.fault(
          SqlState.SYNTAX_ERROR,
          given.get(columns.size()).offset(),
          "There are more names than columns of the query.",
          "columns",
          columns.size());
    }
    TableSchema.Builder schema = TableSchema.named(table);
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = i < given.size() ? given.get(i).text() : columns.get(i).name();
      int offset = i < given.size() ? given.get(i).offset() : create.query().offset();
      if (!taken.add(name)) {
        throw binding.fault(
            SqlState.DUPLICATE_COLUMN, offset, "A column is declared twice.", "column", name);
      }
      SqlType type = columns.get(i).type();
      if (type.columnType().isEmpty()) {
        throw binding.unsupported(offset, "a column of type " + type);
      }
      schema.column(name, type.columnType().get()).declaredType(type.toString());
      int maxLength = ColumnDefiner.maxLength(type);
      if (maxLength != ColumnSchema.UNLIMITED) {
        schema.maxLength(maxLength);
      }
    }
    return schema.build();
  }
}
