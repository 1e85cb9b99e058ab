package io.ashlar.sql.define;

import io.ashlar.Database;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.schema.ViewSchema;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.syntax.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What needs what: views the tables and views that they use, foreign keys what they reference. */
final class Dependents {

  private final Database database;

  Dependents(Database database) {
    this.database = database;
  }

  /** A foreign key of a table, by their names. */
  record Reference(String table, String foreignKey) {}

  private List<ViewSchema> views(Predicate<ViewSchema.Use> use) {
    List<ViewSchema> found = new ArrayList<>();
    for (String name : database.schema().views()) {
      database
          .schema()
          .findView(name)
          .filter(view -> view.uses().stream().anyMatch(use))
          .ifPresent(found::add);
    }
    return found;
  }

  /** The views that use a table or view. */
  List<String> usersOf(String name) {
    return views(use -> use.name().equals(name)).stream().map(ViewSchema::name).toList();
  }

  /** The views that need a column of a table or view. */
  List<String> usersOf(String name, String column) {
    return views(use -> use.name().equals(name) && use.needed().contains(column)).stream()
        .map(ViewSchema::name)
        .toList();
  }

  /** Views and all that use them, those that are used last. */
  List<String> withUsers(List<String> views) {
    Set<String> ordered = new LinkedHashSet<>();
    views.forEach(view -> addAfterUsers(view, ordered));
    return List.copyOf(ordered);
  }

  private void addAfterUsers(String view, Set<String> ordered) {
    if (!ordered.contains(view)) {
      usersOf(view).forEach(user -> addAfterUsers(user, ordered));
      ordered.add(view);
    }
  }

  /** The foreign keys of other tables that reference a table. */
  List<Reference> referencesOf(String table) {
    List<Reference> references = new ArrayList<>();
    for (String name : database.schema().tables()) {
      TableSchema other = database.table(name).schema();
      for (ForeignKeySchema key : other.foreignKeys()) {
        if (key.table().equals(table) && !name.equals(table)) {
          references.add(new Reference(name, key.name()));
        }
      }
    }
    return references;
  }

  /** Refuses that a view loses columns that others need. */
  void requireColumns(String view, List<String> left, QualifiedName name, Binding binding) {
    for (ViewSchema user : views(use -> use.name().equals(view))) {
      for (ViewSchema.Use use : user.uses()) {
        if (use.name().equals(view) && !left.containsAll(use.needed())) {
          throw inUse(view, "view " + user.name(), name.offset(), binding);
        }
      }
    }
  }

  static SqlException inUse(String name, String user, int offset, Binding binding) {
    return binding.fault(
        SqlState.DEPENDENT_OBJECTS,
        offset,
        "Something else needs what would go.",
        "name",
        name,
        "usedBy",
        user);
  }
}
