package io.ashlar.fuzz.generate;

import io.ashlar.fuzz.model.table.Definition;
import io.ashlar.fuzz.model.table.ModelColumn;
import io.ashlar.fuzz.model.table.ModelIndex;
import io.ashlar.fuzz.model.table.Reference;
import io.ashlar.fuzz.model.table.State;
import io.ashlar.fuzz.script.Step;
import io.ashlar.fuzz.script.schema.Change;
import io.ashlar.fuzz.script.schema.ForeignKeySpec;
import io.ashlar.fuzz.script.schema.IndexSpec;
import io.ashlar.schema.KeyPart;
import io.ashlar.schema.ReferenceAction;
import java.util.ArrayList;
import java.util.List;

/** Random foreign keys between tables that are there, and of tables to themselves. */
final class ReferenceSource {

  private final Dice dice;
  private final SchemaSource schemas;

  ReferenceSource(Dice dice, SchemaSource schemas) {
    this.dice = dice;
    this.schemas = schemas;
  }

  /** The keys of a table that can be referenced. */
  static List<List<Integer>> targets(Definition parent) {
    List<List<Integer>> targets = new ArrayList<>();
    if (!parent.keyless()) {
      targets.add(parent.primaryKey());
    }
    for (ModelIndex index : parent.indexes()) {
      if (index.unique() && index.where() == null) {
        targets.add(index.key());
      }
    }
    return targets;
  }

  /** A foreign key of a table, or an index for one. */
  Step next(State state, Definition table) {
    List<Definition> parents = new ArrayList<>(state.tables().values());
    for (Definition parent : dice.some(parents, parents.size())) {
      List<List<Integer>> targets = targets(parent);
      for (List<Integer> target : dice.some(targets, targets.size())) {
        List<Integer> columns = matching(state, table, parent, target);
        if (!columns.isEmpty()) {
          return step(state, table, columns, parent, target);
        }
      }
    }
    return new Step.CreateIndex(table.name(), schemas.index(table, false));
  }

  /**
   * Columns of the types of a key, now and then such as other foreign keys have; none where there
   * are too few.
   */
  private List<Integer> matching(
      State state, Definition table, Definition parent, List<Integer> target) {
    List<ModelColumn> free = new ArrayList<>(table.columns());
    boolean shared = dice.once(3);
    if (!shared) {
      free.removeIf(column -> !others(state, table, List.of(column.id())).isEmpty());
    }
    List<Integer> columns = new ArrayList<>();
    for (int id : target) {
      List<ModelColumn> same = new ArrayList<>(free);
      same.removeIf(
          column ->
              !column.type().equals(parent.column(id).type())
                  || (table.id() == parent.id() && column.id() == id));
      if (same.isEmpty()) {
        return List.of();
      }
      // The last ones were made to reference something.
      ModelColumn column = shared || dice.once(4) ? dice.pick(same) : same.get(same.size() - 1);
      free.remove(column);
      columns.add(column.id());
    }
    return columns;
  }

  /** The foreign keys of a table that have one of some columns. */
  private static List<Reference> others(State state, Definition table, List<Integer> columns) {
    return state.references().stream()
        .filter(each -> each.table() == table.id())
        .filter(each -> each.columns().stream().anyMatch(columns::contains))
        .toList();
  }

  /** Whether its actions give columns other values. */
  private static boolean assigns(Reference reference) {
    return reference.onDelete() == ReferenceAction.SET_NULL
        || reference.onUpdate() == ReferenceAction.SET_NULL
        || reference.onUpdate() == ReferenceAction.CASCADE;
  }

  private Step step(
      State state,
      Definition table,
      List<Integer> columns,
      Definition parent,
      List<Integer> target) {
    boolean found =
        begins(table.primaryKey(), columns)
            || table.indexes().stream()
                .anyMatch(index -> index.where() == null && begins(index.key(), columns));
    if (!found && !dice.once(20)) {
      List<KeyPart> key = new ArrayList<>();
      dice.some(columns, columns.size())
          .forEach(id -> key.add(new KeyPart(table.column(id).name(), dice.once(3))));
      return new Step.CreateIndex(
          table.name(), new IndexSpec(schemas.name("i"), false, key, List.of(), null));
    }
    List<ReferenceAction> onDelete = new ArrayList<>(List.of(ReferenceAction.values()));
    List<ReferenceAction> onUpdate = new ArrayList<>(onDelete);
    if (others(state, table, columns).stream().anyMatch(ReferenceSource::assigns)) {
      // Of two that give one column values it depends on their order what becomes of it.
      onDelete.remove(ReferenceAction.SET_NULL);
      onUpdate.removeAll(List.of(ReferenceAction.SET_NULL, ReferenceAction.CASCADE));
    }
    ForeignKeySpec spec =
        new ForeignKeySpec(
            schemas.name("f"),
            columns.stream().map(id -> table.column(id).name()).toList(),
            parent.name(),
            target.stream().map(id -> parent.column(id).name()).toList(),
            dice.pick(onDelete),
            dice.pick(onUpdate));
    return new Step.Alter(table.name(), List.of(new Change.AddForeignKey(spec)));
  }

  private static boolean begins(List<Integer> key, List<Integer> columns) {
    return key.size() >= columns.size() && columns.containsAll(key.subList(0, columns.size()));
  }

  /** A foreign key less, where there is one. */
  Step less(State state, Definition table) {
    List<Reference> own = new ArrayList<>(state.references());
    own.removeIf(each -> each.table() != table.id());
    return own.isEmpty()
        ? next(state, table)
        : new Step.Alter(table.name(), List.of(new Change.DropForeignKey(dice.pick(own).name())));
  }
}
