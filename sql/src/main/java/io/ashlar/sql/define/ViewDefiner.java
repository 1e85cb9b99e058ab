package io.ashlar.sql.define;

import io.ashlar.Database;
import io.ashlar.schema.ViewSchema;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ParameterSlots;
import io.ashlar.sql.canonical.CanonicalText;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.plan.PlannedQuery;
import io.ashlar.sql.plan.QueryPlanner;
import io.ashlar.sql.plan.SubqueryPlanner;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.syntax.Identifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What CREATE VIEW defines: the text of its query, and what the query needs. */
final class ViewDefiner {

  private final Database database;
  private final Binding binding;

  ViewDefiner(Database database, Binding binding) {
    this.database = database;
    this.binding = binding;
  }

  /** Makes the view, or puts it in the place of another. */
  void create(DefinitionStatement.CreateView create) {
    Tables tables = Tables.ofView(database);
    String name = Names.last(create.name()).text();
    Optional<ViewSchema> there = tables.findView(create.name());
    boolean taken = there.isPresent() || tables.find(create.name()).isPresent();
    if (taken && create.ifNotExists()) {
      return;
    }
    if (taken && !create.orReplace()) {
      throw Names.exists(create.name(), binding);
    }
    if (taken && there.isEmpty()) {
      throw binding.fault(
          SqlState.WRONG_OBJECT_TYPE,
          create.name().offset(),
          "The name is that of a table.",
          "name",
          name);
    }
    if (there.isEmpty()) {
      database.schema().createView(view(create, tables, name));
      return;
    }
    ViewSchema before = there.get();
    ViewSchema view = view(create, tables, before.name());
    Dependents dependents = new Dependents(database);
    List<String> users = dependents.withUsers(List.of(before.name()));
    if (view.uses().stream().map(ViewSchema.Use::name).anyMatch(users::contains)) {
      throw binding.fault(
          SqlState.INVALID_TABLE_DEFINITION,
          create.name().offset(),
          "A view cannot use itself.",
          "view",
          name);
    }
    dependents.requireColumns(before.name(), view.columns(), create.name(), binding);
    database
        .schema()
        .alterView(
            before.name(), before.comment() == null ? view : view.withComment(before.comment()));
  }

  private ViewSchema view(DefinitionStatement.CreateView create, Tables tables, String name) {
    if (!create.query().locks().isEmpty()) {
      throw binding.unsupported(create.query().locks().get(0).offset(), "FOR UPDATE in a view");
    }
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
    List<String> columns = columns(create, planned);
    String text = CanonicalText.of(create.query());
    return new ViewSchema(name, columns, text, tables.uses(), null);
  }

  /** The names of the columns: those that are given, then those of the query. */
  private List<String> columns(DefinitionStatement.CreateView create, PlannedQuery query) {
    List<Identifier> given = create.columns();
    if (given.size() > query.columns().size()) {
      throw binding.fault(
          SqlState.SYNTAX_ERROR,
          given.get(query.columns().size()).offset(),
          "The view has more names than its query has columns.",
          "columns",
          query.columns().size());
    }
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < query.columns().size(); i++) {
      String name = i < given.size() ? given.get(i).text() : query.columns().get(i).name();
      if (!taken.add(name)) {
        throw binding.fault(
            SqlState.DUPLICATE_COLUMN,
            i < given.size() ? given.get(i).offset() : create.query().offset(),
            "A view has two columns of one name.",
            "column",
            name);
      }
      names.add(name);
    }
    return names;
  }
}
