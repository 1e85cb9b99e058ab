package io.ashlar.fuzz.model;

import io.ashlar.fuzz.model.table.Definition;
import io.ashlar.fuzz.model.table.Mentions;
import io.ashlar.fuzz.model.table.ModelColumn;
import io.ashlar.fuzz.model.table.ModelIndex;
import io.ashlar.fuzz.model.table.State;
import io.ashlar.fuzz.script.AggregateSpec;
import io.ashlar.fuzz.script.Assignment;
import io.ashlar.fuzz.script.First;
import io.ashlar.fuzz.script.OrderSpec;
import io.ashlar.fuzz.script.ScanSpec;
import io.ashlar.fuzz.script.Step;
import io.ashlar.fuzz.script.condition.Condition;
import io.ashlar.fuzz.script.schema.Change;
import io.ashlar.fuzz.script.schema.ForeignKeySpec;
import io.ashlar.fuzz.script.schema.IndexSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * Whether there is anything that a statement could work on: the tables, columns and indexes that it
 * names. In a script from which steps were taken out some statements have lost theirs.
 */
final class Applicable {

  private final State state;

  Applicable(State state) {
    this.state = state;
  }

  boolean table(String name) {
    return state.table(name) != null;
  }

  boolean index(String table, String index) {
    return table(table) && state.table(table).index(index) != null;
  }

  boolean statement(Step.OnTable step) {
    Definition table = state.table(step.table());
    if (table == null) {
      return false;
    }
    if (step instanceof Step.Insert insert) {
      return !(insert.upsert() && table.keyless())
          && insert.values().keySet().stream().allMatch(name -> table.column(name) != null);
    }
    if (step instanceof Step.Update update) {
      return condition(table, update.where())
          && assignments(table, update.set())
          && first(table, update.first());
    }
    if (step instanceof Step.Delete delete) {
      return condition(table, delete.where()) && first(table, delete.first());
    }
    if (step instanceof Step.Get get) {
      return keyed(table, get.index(), List.of(get.key()));
    }
    if (step instanceof Step.GetAll get) {
      return keyed(table, get.index(), get.keys());
    }
    return aggregate(table, (Step.Aggregate) step);
  }

  /** One change alone, of columns that no other foreign key of the table has. */
  boolean foreignKey(String name, List<Change> changes) {
    Definition table = state.table(name);
    if (table == null || changes.size() > 1) {
      return false;
    }
    if (!(changes.get(0) instanceof Change.AddForeignKey add)) {
      return true;
    }
    ForeignKeySpec spec = add.foreignKey();
    Definition parent = state.table(spec.table());
    return parent != null
        && !spec.columns().isEmpty()
        && spec.columns().size() == spec.referenced().size()
        && new HashSet<>(spec.columns()).size() == spec.columns().size()
        && new HashSet<>(spec.referenced()).size() == spec.columns().size()
        && spec.columns().stream().map(table::column).allMatch(Objects::nonNull)
        && spec.referenced().stream().map(parent::column).allMatch(Objects::nonNull)
        && state.references().stream()
            .filter(each -> each.table() == table.id())
            .noneMatch(
                each ->
                    spec.columns().stream()
                        .anyMatch(column -> each.columns().contains(table.column(column).id())));
  }

  private static boolean assignments(Definition table, List<Assignment> set) {
    for (Assignment each : set) {
      ModelColumn column = table.column(each.column());
      if (column == null
          || (each.computed() != null
              && !Mentions.of(each.computed()).stream()
                  .allMatch(name -> table.column(name) != null))) {
        return false;
      }
    }
    return !set.isEmpty();
  }

  /** Whether the order leaves no ties. */
  private static boolean first(Definition table, First first) {
    return first == null
        || (first.order().stream().allMatch(each -> table.column(each.column()) != null)
            && first.order().stream()
                .map(each -> table.column(each.column()).id())
                .toList()
                .containsAll(table.primaryKey()));
  }

  private static boolean keyed(Definition table, String index, List<List<Object>> keys) {
    int columns = table.primaryKey().size();
    if (index == null && table.keyless()) {
      return false;
    }
    if (index != null) {
      ModelIndex unique = table.index(index);
      if (unique == null || !unique.unique() || unique.where() != null) {
        return false;
      }
      columns = unique.key().size();
    }
    int wanted = columns;
    return keys.stream().allMatch(key -> key.size() == wanted);
  }

  private static boolean aggregate(Definition table, Step.Aggregate step) {
    for (AggregateSpec each : step.aggregates()) {
      if ((each.column() != null && table.column(each.column()) == null)
          || (each.number() != null
              && !Mentions.of(each.number()).stream()
                  .allMatch(name -> table.column(name) != null))) {
        return false;
      }
    }
    return condition(table, step.where())
        && step.groupBy().stream().allMatch(name -> table.column(name) != null);
  }

  boolean scan(ScanSpec scan) {
    Definition table = state.table(scan.table());
    return table != null
        && condition(table, scan.where())
        && scan.select().stream().allMatch(name -> table.column(name) != null)
        && scan.order().stream().map(OrderSpec::column).allMatch(n -> table.column(n) != null)
        && (scan.using() == null
            || scan.using().equals("primary")
            || table.index(scan.using()) != null);
  }

  boolean newIndex(String name, IndexSpec index) {
    Definition table = state.table(name);
    return table != null
        && condition(table, index.where())
        && index.key().stream().allMatch(part -> table.column(part.column()) != null)
        && index.stored().stream().allMatch(column -> table.column(column) != null);
  }

  /** Code is the last term of a statement, and nowhere else. */
  private static boolean nested(Condition condition) {
    if (condition instanceof Condition.And and) {
      return and.terms().stream().anyMatch(Applicable::filters);
    }
    if (condition instanceof Condition.Or or) {
      return or.terms().stream().anyMatch(Applicable::filters);
    }
    return condition instanceof Condition.Not not
        ? filters(not.term())
        : condition instanceof Condition.Filtered filtered && filters(filtered.where());
  }

  private static boolean filters(Condition condition) {
    return condition instanceof Condition.Filtered || nested(condition);
  }

  private static boolean condition(Definition table, Condition condition) {
    if (nested(condition)) {
      return false;
    }

    return Mentions.of(condition).stream().allMatch(name -> table.column(name) != null);
  }

  boolean column(String table, String column) {
    return table(table) && state.table(table).column(column) != null;
  }
}
