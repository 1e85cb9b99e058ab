package io.ashlar.fuzz.model;

import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.SchemaException;
import io.ashlar.fuzz.model.table.Catalog;
import io.ashlar.fuzz.model.table.Definition;
import io.ashlar.fuzz.model.table.ForeignKeys;
import io.ashlar.fuzz.model.table.State;
import io.ashlar.fuzz.model.table.Stored;
import io.ashlar.fuzz.script.Step;
import io.ashlar.fuzz.script.schema.Change;
import io.ashlar.schema.Partitioning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Steps that change schemas, partitions and sequences, or look at the database as a whole. */
final class SchemaSteps {

  private final History history;
  private final Map<Integer, ModelSession> sessions;
  private final Catalog catalog = new Catalog();
  private final Map<String, Numbering> sequences = new HashMap<>();

  /** What a sequence has given out: without gaps, as the database is always closed properly. */
  private static final class Numbering {

    private final long start;
    private final long increment;
    private Long last;

    Numbering(long start, long increment) {
      this.start = start;
      this.increment = increment;
    }

    String take(Object found) {
      if (!(found instanceof Long number)) {
        return "expected a number";
      }
      long expected = last == null ? start : last + increment;
      last = number;
      return number == expected ? null : "expected " + expected;
    }
  }

  SchemaSteps(History history, Map<Integer, ModelSession> sessions) {
    this.history = history;
    this.sessions = sessions;
  }

  boolean applies(Step step) {
    Applicable applicable = new Applicable(history.newest());
    if (step instanceof Step.CreateTable create) {
      return !applicable.table(create.table().name());
    }
    if (step instanceof Step.CreateIndex create) {
      return applicable.newIndex(create.table(), create.index());
    }
    if (step instanceof Step.DropIndex drop) {
      return applicable.index(drop.table(), drop.index());
    }
    if (step instanceof Step.CreateSequence create) {
      return !sequences.containsKey(create.name());
    }
    if (step instanceof Step.NextNumber next) {
      return sequences.containsKey(next.name());
    }
    if (step instanceof Step.DropPartition drop) {
      Definition table = history.newest().table(drop.table());
      return table != null
          && table.division() != null
          && table.division().kind() != Partitioning.Kind.HASH;
    }
    if (step instanceof Step.DropPartitionsBefore drop) {
      Definition table = history.newest().table(drop.table());
      // Where somebody is in the way of one of them, nobody knows which of the others were dropped.
      return isRanged(table, drop.bound()) && !justified(table);
    }
    if (step instanceof Step.CreatePartition create) {
      Definition table = history.newest().table(create.table());
      return table != null && table.division() != null;
    }
    String table = tableOf(step);
    if (step instanceof Step.Alter alter && ForeignKeys.changedBy(alter.changes())) {
      return applicable.foreignKey(table, alter.changes());
    }
    return table == null || applicable.table(table);
  }

  private static boolean isRanged(Definition table, Object bound) {
    if (table == null || table.division() == null) {
      return false;
    }
    Partitioning.Kind kind = table.division().kind();
    return bound instanceof Instant
        ? kind == Partitioning.Kind.TIME || kind == Partitioning.Kind.MONTHS
        : kind == Partitioning.Kind.NUMBERS;
  }

  private static String tableOf(Step step) {
    if (step instanceof Step.DropTable drop) {
      return drop.table();
    }
    if (step instanceof Step.Alter alter) {
      return alter.table();
    }
    if (step instanceof Step.Analyze analyze) {
      return analyze.table();
    }
    return step instanceof Step.KeepHistory keep ? keep.table() : null;
  }

  String judge(Step step, Outcome found) {
    if (step instanceof Step.CreateTable create) {
      return noFailure(found, () -> publish(catalog.create(create.table())));
    }
    if (step instanceof Step.CreateSequence create) {
      return noFailure(
          found,
          () -> sequences.put(create.name(), new Numbering(create.start(), create.increment())));
    }
    if (step instanceof Step.NextNumber next) {
      return found.error() == null
          ? sequences.get(next.name()).take(found.value())
          : "expected no failure";
    }
    if (step instanceof Step.Verify) {
      return verified(found);
    }
    if (step instanceof Step.DropPartition || step instanceof Step.DropPartitionsBefore) {
      return dropPartitions(step, found);
    }
    if (step instanceof Step.CreatePartition) {
      return found.error() == null || found.error() instanceof SchemaException
          ? null
          : "expected no failure";
    }
    if (tableOf(step) == null && !isIndexStep(step)) {
      return noFailure(found, () -> {});
    }
    return step instanceof Step.Analyze ? noFailure(found, () -> {}) : ofTable(step, found);
  }

  /** An expired row has given way where a unique index was built over its key and another's. */
  private String verified(Outcome found) {
    long rows = 0;
    long expired = 0;
    for (Definition table : history.newest().tables().values()) {
      for (Stored each : history.newest().rowsOf(table.id()).values()) {
        rows++;
        expired += table.expired(each.row()) ? 1 : 0;
      }
    }
    long most = rows;
    long least = rows - expired;
    return Expected.answer(
            value ->
                value instanceof Long number && number >= least && number <= most
                    ? null
                    : "expected " + least + " to " + most)
        .judge(found);
  }

  private static boolean isIndexStep(Step step) {
    return step instanceof Step.CreateIndex || step instanceof Step.DropIndex;
  }

  private static String noFailure(Outcome found, Runnable then) {
    if (found.error() != null) {
      return "expected no failure";
    }
    then.run();
    return null;
  }

  private void publish(Catalog.Result result) {
    int number = history.newest().number() + 1;
    State from =
        result.references() == null
            ? history.newest()
            : history.newest().withReferences(result.references());
    Definition table = result.table();
    history.add(from.withTable(table.id(), table.changedAt(number)));
  }

  private void publish(Definition table) {
    int number = history.newest().number() + 1;
    history.add(history.newest().withTable(table.id(), table.changedAt(number)));
  }

  /** Changes that wait for the transactions that have met the table. */
  private String ofTable(Step step, Outcome found) {
    String name =
        step instanceof Step.CreateIndex create
            ? create.table()
            : step instanceof Step.DropIndex drop ? drop.table() : tableOf(step);
    Definition table = history.newest().table(name);
    for (ModelSession session : sessions.values()) {
      if (session.writes() && session.met().contains(table.id())) {
        Expected refused = Expected.failure(LockTimeoutException.class);
        // Some look at the names first.
        return refused.or(SchemaException.class).judge(found);
      }
    }
    if (found.error() instanceof LockTimeoutException
        && (perhapsMet(table) || otherMet(step, table))) {
      return null;
    }
    Catalog.Result result = result(step, table);
    if (!result.errors().isEmpty()) {
      history.perhapsChanged(table.id());
      return Expected.failure(result.errors().toArray(Class<?>[]::new)).judge(found);
    }
    return noFailure(
        found,
        () -> {
          if (step instanceof Step.DropTable) {
            history.add(history.newest().withTable(table.id(), null));
          } else if (step instanceof Step.KeepHistory) {
            history.add(history.newest().withTable(table.id(), result.table()));
          } else {
            publish(result);
          }
        });
  }

  /** Whether a table is met that a change of foreign keys locks besides. */
  private boolean otherMet(Step step, Definition table) {
    List<Integer> others = new ArrayList<>();
    if (step instanceof Step.Alter alter) {
      for (Change each : alter.changes()) {
        if (each instanceof Change.AddForeignKey add) {
          others.add(history.newest().table(add.foreignKey().table()).id());
        }
      }
    }
    if (step instanceof Step.DropTable
        || (step instanceof Step.Alter alter && ForeignKeys.changedBy(alter.changes()))) {
      history.newest().referencesOf(table.id()).forEach(each -> others.add(each.referenced()));
    }
    return sessions.values().stream()
        .filter(ModelSession::writes)
        .anyMatch(
            session ->
                others.stream()
                    .anyMatch(
                        id -> session.met().contains(id) || session.perhapsMet().contains(id)));
  }

  private boolean perhapsMet(Definition table) {
    return sessions.values().stream()
        .anyMatch(session -> session.writes() && session.perhapsMet().contains(table.id()));
  }

  private Catalog.Result result(Step step, Definition table) {
    State newest = history.newest();
    if (step instanceof Step.CreateIndex create) {
      return catalog.createIndex(table, create.index(), newest.rowsOf(table.id()).values());
    }
    if (step instanceof Step.DropIndex drop) {
      Definition without = Catalog.dropIndex(table, drop.index());
      return ForeignKeys.keepIndexes(newest, without)
          ? new Catalog.Result(without, Set.of())
          : Catalog.Result.refused(SchemaException.class);
    }
    if (step instanceof Step.DropTable && ForeignKeys.referencedByOthers(newest, table.id())) {
      return Catalog.Result.refused(SchemaException.class);
    }
    if (step instanceof Step.Alter alter && ForeignKeys.changedBy(alter.changes())) {
      return ForeignKeys.change(newest, table, alter.changes().get(0));
    }
    if (step instanceof Step.Alter alter) {
      return catalog.alter(newest, table, alter.changes(), newest.rowsOf(table.id()).values());
    }
    if (step instanceof Step.KeepHistory keep) {
      if (table.division() != null) {
        return Catalog.Result.refused(SchemaException.class);
      }
      boolean kept = table.historySince() >= 0;
      int since = !keep.keep() ? -1 : kept ? table.historySince() : newest.number();
      return new Catalog.Result(table.keeping(since), Set.of());
    }
    return new Catalog.Result(table, Set.of());
  }

  private String dropPartitions(Step step, Outcome found) {
    boolean one = step instanceof Step.DropPartition;
    String name =
        one ? ((Step.DropPartition) step).table() : ((Step.DropPartitionsBefore) step).table();
    Definition table = history.newest().table(name);
    if (found.error() instanceof LockTimeoutException) {
      return justified(table) ? null : "nothing justifies this refusal";
    }
    boolean referenced = ForeignKeys.referenced(history.newest(), table.id());
    if (found.error() != null) {
      return referenced && found.error() instanceof SchemaException ? null : "expected no failure";
    }
    Set<List<Object>> gone = new HashSet<>();
    history
        .newest()
        .rowsOf(table.id())
        .forEach(
            (key, stored) -> {
              boolean dropped =
                  one
                      ? found.value() != null
                          && Divisions.isIn(table, stored.row(), (String) found.value())
                      : Divisions.endsBefore(
                          table, stored.row(), ((Step.DropPartitionsBefore) step).bound());
              if (dropped) {
                gone.add(key);
              }
            });
    history.add(history.newest().without(table.id(), new ArrayList<>(gone)));
    return referenced && !gone.isEmpty() ? "expected SchemaException" : null;
  }

  private boolean justified(Definition table) {
    return sessions.values().stream()
        .flatMap(session -> session.asked().stream())
        .anyMatch(key -> key.table() == table.id() && key.index() == LockKey.PARTITION);
  }
}
