package io.ashlar.sql.define;

import io.ashlar.Database;
import io.ashlar.Table;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.ViewSchema;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.NameMatch;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.syntax.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries out DROP. All names are looked up before anything is dropped. What goes with them goes
 * first, each with a change of the schema of its own.
 */
final class Dropper {

  private final Database database;
  private final Binding binding;
  private final Tables tables;
  private final Dependents dependents;

  Dropper(Database database, Binding binding) {
    this.database = database;
    this.binding = binding;
    this.tables = new Tables(database);
    this.dependents = new Dependents(database);
  }

  void drop(DefinitionStatement.Drop drop) {
    switch (drop.kind()) {
      case TABLE -> dropTables(drop);
      case VIEW -> dropViews(drop);
      case INDEX -> dropIndexes(drop);
      case SEQUENCE -> dropSequences(drop);
      default -> throw binding.unsupported(drop.offset(), "DROP " + drop.kind());
    }
  }

  private static boolean cascades(DefinitionStatement.Drop drop) {
    return drop.behavior() == DefinitionStatement.DropBehavior.CASCADE;
  }

  private void dropTables(DefinitionStatement.Drop drop) {
    Map<String, QualifiedName> all = new LinkedHashMap<>();
    for (QualifiedName name : drop.names()) {
      if (!drop.ifExists() || tables.find(name).isPresent() || tables.findView(name).isPresent()) {
        all.put(tables.table(name, binding).name(), name);
      }
    }
    List<String> views = new ArrayList<>();
    Set<Dependents.Reference> references = new LinkedHashSet<>();
    all.forEach(
        (table, name) -> {
          for (String view : dependents.usersOf(table)) {
            require(cascades(drop), table, "view " + view, name);
            views.add(view);
          }
          for (Dependents.Reference reference : dependents.referencesOf(table)) {
            require(
                cascades(drop) || all.containsKey(reference.table()),
                table,
                "foreign key " + reference.foreignKey() + " of " + reference.table(),
                name);
            references.add(reference);
          }
        });
    dropViews(views);
    for (Dependents.Reference reference : references) {
      database
          .schema()
          .alterTable(reference.table(), change -> change.dropForeignKey(reference.foreignKey()));
    }
    all.keySet().forEach(database.schema()::dropTable);
  }

  private void require(boolean goes, String what, String user, QualifiedName name) {
    if (!goes) {
      throw Dependents.inUse(what, user, name.offset(), binding);
    }
  }

  /** Drops views with all that use them. */
  void dropViews(List<String> views) {
    dependents.withUsers(views).forEach(database.schema()::dropView);
  }

  private void dropViews(DefinitionStatement.Drop drop) {
    Map<String, QualifiedName> all = new LinkedHashMap<>();
    for (QualifiedName name : drop.names()) {
      Optional<String> view = tables.findView(name).map(ViewSchema::name);
      if (view.isPresent()) {
        all.put(view.get(), name);
      } else if (tables.find(name).isPresent()) {
        throw binding.fault(
            SqlState.WRONG_OBJECT_TYPE,
            name.offset(),
            "The name is that of a table.",
            "name",
            Names.last(name).text());
      } else if (!drop.ifExists()) {
        throw Names.missing(name, SqlState.UNDEFINED_TABLE, "view", binding);
      }
    }
    all.forEach(
        (view, name) ->
            dependents
                .usersOf(view)
                .forEach(
                    user ->
                        require(
                            cascades(drop) || all.containsKey(user), view, "view " + user, name)));
    dropViews(List.copyOf(all.keySet()));
  }

  /** An index of a table. */
  record Index(Table table, String name) {}

  /** The index of a name, which is looked for in all tables. */
  static Optional<Index> findIndex(Database database, QualifiedName name) {
    for (String table : database.schema().tables()) {
      Table candidate = database.table(table);
      List<String> indexes = candidate.schema().indexes().stream().map(IndexSchema::name).toList();
      int found = NameMatch.indexOf(Names.last(name), indexes);
      if (found >= 0) {
        return Optional.of(new Index(candidate, indexes.get(found)));
      }
    }
    return Optional.empty();
  }

  private void dropIndexes(DefinitionStatement.Drop drop) {
    List<Index> all = new ArrayList<>();
    for (QualifiedName name : drop.names()) {
      Optional<Index> index = findIndex(database, name);
      if (index.isEmpty() && !drop.ifExists()) {
        throw Names.missing(name, SqlState.UNDEFINED_TYPE, "index", binding);
      }
      index.ifPresent(all::add);
    }
    all.forEach(index -> database.schema().dropIndex(index.table.name(), index.name));
  }

  private void dropSequences(DefinitionStatement.Drop drop) {
    List<String> sequences = database.schema().sequences();
    List<String> all = new ArrayList<>();
    for (QualifiedName name : drop.names()) {
      int found = NameMatch.indexOf(Names.last(name), sequences);
      if (found < 0 && !drop.ifExists()) {
        throw Names.missing(name, SqlState.UNDEFINED_TYPE, "sequence", binding);
      }
      if (found >= 0) {
        all.add(sequences.get(found));
      }
    }
    all.forEach(database.schema()::dropSequence);
  }
}
