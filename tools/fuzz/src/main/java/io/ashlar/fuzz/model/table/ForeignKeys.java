package io.ashlar.fuzz.model.table;

import io.ashlar.error.ConstraintException;
import io.ashlar.error.SchemaException;
import io.ashlar.fuzz.script.schema.Change;
import io.ashlar.fuzz.script.schema.ForeignKeySpec;
import io.ashlar.schema.ReferenceAction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which foreign keys are possible, and what they keep from being changed. */
public final class ForeignKeys {

  private ForeignKeys() {}

  /**
   * Whether a change is one of foreign keys.
   *
   * @param changes its steps
   * @return true when one of them is
   */
  public static boolean changedBy(List<Change> changes) {
    return changes.stream()
        .anyMatch(
            each -> each instanceof Change.AddForeignKey || each instanceof Change.DropForeignKey);
  }

  /**
   * A table with one foreign key more or less.
   *
   * @param state all tables
   * @param table the one that is changed
   * @param change the step
   * @return the table and all foreign keys afterwards, or what is against it
   */
  public static Catalog.Result change(State state, Definition table, Change change) {
    List<Reference> all = new ArrayList<>(state.references());
    if (change instanceof Change.DropForeignKey drop) {
      boolean there =
          all.removeIf(each -> each.table() == table.id() && each.name().equals(drop.foreignKey()));
      return there
          ? new Catalog.Result(table, Set.of(), all)
          : Catalog.Result.refused(SchemaException.class);
    }
    ForeignKeySpec spec = ((Change.AddForeignKey) change).foreignKey();
    Definition parent = state.table(spec.table());
    Reference made =
        new Reference(
            spec.name(),
            table.id(),
            ids(table, spec.columns()),
            parent.id(),
            ids(parent, spec.referenced()),
            spec.onDelete(),
            spec.onUpdate());
    if (!isPossible(all, made, table, parent)) {
      return Catalog.Result.refused(SchemaException.class);
    }
    if (!leadsSomewhere(state, made, table, parent)) {
      return Catalog.Result.refused(ConstraintException.class);
    }
    all.add(made);
    return new Catalog.Result(table, Set.of(), all);
  }

  private static List<Integer> ids(Definition table, List<String> names) {
    return names.stream().map(name -> table.column(name).id()).toList();
  }

  private static boolean isPossible(
      List<Reference> all, Reference made, Definition table, Definition parent) {
    boolean nulls =
        made.onDelete() == ReferenceAction.SET_NULL || made.onUpdate() == ReferenceAction.SET_NULL;
    boolean possible =
        all.stream()
            .noneMatch(
                each -> each.table() == table.id() && each.name().equalsIgnoreCase(made.name()));
    for (int i = 0; i < made.columns().size(); i++) {
      ModelColumn own = table.column(made.columns().get(i));
      ModelColumn other = parent.column(made.target().get(i));
      possible &= own.type().equals(other.type()) && !(nulls && !own.nullable());
    }
    return possible
        && hasTarget(parent, made)
        && hasLookup(table, made)
        && parent.expiresAt() == null;
  }

  private static boolean leadsSomewhere(
      State state, Reference made, Definition table, Definition parent) {
    Set<List<Object>> keys = new HashSet<>();
    for (Stored each : state.rowsOf(parent.id()).values()) {
      keys.add(made.keyOf(parent, each.row()));
    }
    for (Stored each : state.rowsOf(table.id()).values()) {
      List<Object> key = made.referencedBy(table, each.row());
      if (key != null && !keys.contains(key) && !table.expired(each.row())) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasTarget(Definition parent, Reference reference) {
    Set<Integer> columns = Set.copyOf(reference.target());
    return columns.equals(Set.copyOf(parent.primaryKey()))
        || parent.indexes().stream()
            .anyMatch(
                index ->
                    index.unique()
                        && index.where() == null
                        && columns.equals(Set.copyOf(index.key())));
  }

  private static boolean hasLookup(Definition table, Reference reference) {
    return begins(table.primaryKey(), reference)
        || table.indexes().stream()
            .anyMatch(index -> index.where() == null && begins(index.key(), reference));
  }

  private static boolean begins(List<Integer> key, Reference reference) {
    int count = reference.columns().size();
    return key.size() >= count
        && Set.copyOf(key.subList(0, count)).equals(Set.copyOf(reference.columns()));
  }

  /**
   * Whether a table keeps the indexes that foreign keys need.
   *
   * @param state all tables
   * @param without the table as it would be
   * @return false when an index may not be dropped
   */
  public static boolean keepIndexes(State state, Definition without) {
    return state.references().stream()
        .allMatch(
            each ->
                (each.table() != without.id() || hasLookup(without, each))
                    && (each.referenced() != without.id() || hasTarget(without, each)));
  }

  /**
   * Whether rows of other tables may reference those of a table.
   *
   * @param state all tables
   * @param table the id of the table
   * @return true when there is such a foreign key
   */
  public static boolean referencedByOthers(State state, int table) {
    return state.references().stream().anyMatch(each -> each.referenced() == table && !each.self());
  }

  /**
   * Whether rows may reference those of a table.
   *
   * @param state all tables
   * @param table the id of the table
   * @return true when there is such a foreign key
   */
  public static boolean referenced(State state, int table) {
    return state.references().stream().anyMatch(each -> each.referenced() == table);
  }
}
