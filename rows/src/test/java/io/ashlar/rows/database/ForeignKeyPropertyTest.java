package io.ashlar.rows.database;

import static io.ashlar.type.ColumnType.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.query.LongColumn;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.ReferenceAction;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * Random statements on three tables in a chain, of which one may reference itself, with random
 * actions, against maps.
 */
class ForeignKeyPropertyTest {

  private static final int KEYS = 7;
  private static final int TRANSACTIONS = 25;

  /** What the statement may not do. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
  }

  @Property(tries = 250)
  void shouldAnswerLikeMapsInMemory(@ForAll long seed) {
    try (Database db = Databases.inMemory(Options.defaults())) {
      Run run = new Run(new Random(seed));
      run.create(db);
      run.run();
    }
  }

  @Test
  void shouldRefuseWhenARowThatReferencesItselfSwapsItsKeyUnderRestrict() {
    try (Database db = Databases.inMemory(Options.defaults())) {
      db.schema()
          .createTable(
              TableSchema.named("t")
                  .column("id", LONG)
                  .column("up", LONG)
                  .primaryKey("id")
                  .index("by_up", ix -> ix.ascending("up"))
                  .foreignKey(
                      "up", f -> f.columns("up").references("t").onUpdate(ReferenceAction.RESTRICT))
                  .build());
      Table t = db.table("t");
      LongColumn id = t.longColumn("id");
      LongColumn up = t.longColumn("up");
      t.insert().set(id, 3).execute();
      t.insert().set(id, 4).set(up, 4).execute();
      assertThatThrownBy(() -> t.update().set(id, id.negated().plus(7)).execute())
          .isInstanceOf(ConstraintException.class);
      t.update().set(up, 3).where(id.eq(4)).execute();
      assertThatThrownBy(() -> t.update().set(id, id.negated().plus(7)).execute())
          .isInstanceOf(ConstraintException.class);
      t.update().setNull(up).execute();
      assertThat(t.update().set(id, id.negated().plus(7)).execute()).isEqualTo(2);
    }
  }

  @Property(tries = 6)
  void shouldAnswerLikeMapsWhenTheStoreIsOpenedAgain(@ForAll long seed) throws IOException {
    Path directory = Files.createTempDirectory("references");
    try {
      Run run = new Run(new Random(seed));
      for (int turn = 0; turn < 2; turn++) {
        try (Database db = Databases.open(directory, Options.defaults())) {
          if (turn == 0) {
            run.create(db);
          } else {
            run.use(db);
          }
          run.run();
        }
      }
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Tables 0 to 2: table i references table i - 1 by its column up; table 0 perhaps itself. */
  private static final class Run {
    private final Random random;
    private final ReferenceAction[] onDelete = new ReferenceAction[3];
    private final ReferenceAction[] onUpdate = new ReferenceAction[3];
    private final boolean self;
    private final Table[] tables = new Table[3];
    private boolean divided;
    private Database db;

    /** By table and key, what the row references. */
    private List<NavigableMap<Long, Long>> rows =
        new ArrayList<>(List.of(new TreeMap<>(), new TreeMap<>(), new TreeMap<>()));

    Run(Random random) {
      this.random = random;
      ReferenceAction[] actions = ReferenceAction.values();
      for (int i = 0; i < 3; i++) {
        onDelete[i] = actions[random.nextInt(actions.length)];
        onUpdate[i] = actions[random.nextInt(actions.length)];
      }
      self = random.nextBoolean();
    }

    void create(Database database) {
      for (int i = 0; i < 3; i++) {
        int table = i;
        TableSchema.Builder schema =
            TableSchema.named("t" + i)
                .column("id", LONG)
                .column("up", LONG)
                .primaryKey("id")
                .index(
                    "by_up", ix -> random.nextBoolean() ? ix.ascending("up") : ix.descending("up"));
        if (random.nextInt(3) == 0) {
          divided = true;
          schema.partitionBy(
              random.nextBoolean() ? Partitioning.hash(2, "id") : Partitioning.range("id", 3));
        }
        if (i > 0 || self) {
          schema.foreignKey(
              "up",
              f ->
                  f.columns("up")
                      .references("t" + Math.max(0, table - 1))
                      .onDelete(onDelete[table])
                      .onUpdate(onUpdate[table]));
        }
        database.schema().createTable(schema.build());
      }
      use(database);
    }

    void use(Database database) {
      db = database;
      for (int i = 0; i < 3; i++) {
        tables[i] = db.table("t" + i);
      }
    }

    void run() {
      IsolationLevel[] levels = IsolationLevel.values();
      for (int i = 0; i < TRANSACTIONS; i++) {
        List<NavigableMap<Long, Long>> before = copy(rows);
        try (Transaction tx = db.begin(levels[random.nextInt(levels.length)])) {
          for (int step = random.nextInt(4); step >= 0; step--) {
            long savepoint = tx.savepoint();
            List<NavigableMap<Long, Long>> marked = copy(rows);
            write(tx);
            if (random.nextInt(5) == 0) {
              tx.rollbackTo(savepoint);
              rows = marked;
            }
            check(tx);
          }
          if (random.nextInt(5) == 0) {
            rows = before;
          } else {
            tx.commit();
          }
        } catch (SerializationConflictException made) {
          // Who has looked for an absent partition and makes it conflicts with itself.
          assertThat(divided).isTrue();
          rows = before;
        }
      }
      assertThat(db.maintenance().verify().problems()).isEmpty();
    }

    private static List<NavigableMap<Long, Long>> copy(List<NavigableMap<Long, Long>> from) {
      List<NavigableMap<Long, Long>> copy = new ArrayList<>();
      from.forEach(map -> copy.add(new TreeMap<>(map)));
      return copy;
    }

    private void write(Transaction tx) {
      int table = random.nextInt(3);
      LongColumn id = tables[table].longColumn("id");
      LongColumn up = tables[table].longColumn("up");
      long from = random.nextInt(KEYS);
      long to = from + random.nextInt(3);
      List<NavigableMap<Long, Long>> after = copy(rows);
      Map<Long, Long> moves = new HashMap<>();
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          Long value = random.nextInt(4) == 0 ? null : (long) random.nextInt(KEYS);
          after.get(table).put(from, value);
          execute(
              () -> tables[table].upsert(tx).set(id, from).setValue(up, value).execute(),
              after,
              table,
              moves,
              List.of());
        }
        case 2 -> {
          List<Long> gone = new ArrayList<>(rows.get(table).subMap(from, true, to, true).keySet());
          gone.forEach(after.get(table)::remove);
          execute(
              () -> tables[table].delete(tx).where(id.between(from, to)).execute(),
              after,
              table,
              moves,
              gone);
        }
        case 3 -> {
          long value = random.nextInt(KEYS);
          rows.get(table)
              .subMap(from, true, to, true)
              .forEach((k, v) -> after.get(table).put(k, value));
          execute(
              () -> tables[table].update(tx).set(up, value).where(id.between(from, to)).execute(),
              after,
              table,
              moves,
              List.of());
        }
        default -> {
          long sum = random.nextInt(2 * KEYS);
          Map<Long, Long> selected = new TreeMap<>(rows.get(table).subMap(from, true, to, true));
          selected.keySet().forEach(after.get(table)::remove);
          boolean taken = false;
          for (Map.Entry<Long, Long> each : selected.entrySet()) {
            long key = sum - each.getKey();
            taken |= after.get(table).containsKey(key);
            after.get(table).put(key, each.getValue());
            if (key != each.getKey()) {
              moves.put(each.getKey(), key);
            }
          }
          Execution update =
              () ->
                  tables[table]
                      .update(tx)
                      .set(id, id.negated().plus(sum))
                      .where(id.between(from, to))
                      .execute();
          if (taken) {
            assertThatThrownBy(update::execute).isInstanceOf(ConstraintException.class);
          } else {
            execute(update, after, table, moves, List.of());
          }
        }
      }
    }

    private interface Execution {
      long execute();
    }

    private void execute(
        Execution execution,
        List<NavigableMap<Long, Long>> after,
        int table,
        Map<Long, Long> moves,
        List<Long> gone) {
      boolean possible = true;
      try {
        act(after, table, moves, gone, 0);
        requireNoOrphans(after);
      } catch (Refused e) {
        possible = false;
      }
      if (possible) {
        assertThat(execution.execute()).isNotNegative();
        rows = after;
      } else {
        assertThatThrownBy(execution::execute).isInstanceOf(ConstraintException.class);
      }
    }

    /** The actions of those who reference a table of which keys have moved or gone. */
    private void act(
        List<NavigableMap<Long, Long>> after,
        int table,
        Map<Long, Long> moves,
        List<Long> gone,
        int depth)
        throws Refused {
      if (self && table == 0) {
        actIn(after, 0, moves, gone, depth);
      }
      if (table < 2) {
        actIn(after, table + 1, moves, gone, depth);
      }
    }

    private void actIn(
        List<NavigableMap<Long, Long>> after,
        int table,
        Map<Long, Long> moves,
        List<Long> gone,
        int depth)
        throws Refused {
      NavigableMap<Long, Long> referencing = after.get(table);
      List<Long> deleted = new ArrayList<>();
      Map<Long, Long> changed = new TreeMap<>();
      for (Map.Entry<Long, Long> each : new TreeMap<>(referencing).entrySet()) {
        Long value = each.getValue();
        if (value == null || (!moves.containsKey(value) && !gone.contains(value))) {
          continue;
        }
        ReferenceAction action = gone.contains(value) ? onDelete[table] : onUpdate[table];
        switch (action) {
          case RESTRICT -> throw new Refused();
          case SET_NULL -> changed.put(each.getKey(), null);
          case CASCADE -> {
            if (gone.contains(value)) {
              deleted.add(each.getKey());
            } else {
              changed.put(each.getKey(), moves.get(value));
            }
          }
          default -> {}
        }
      }
      referencing.putAll(changed);
      deleted.forEach(referencing::remove);
      if (!deleted.isEmpty()) {
        act(after, table, Map.of(), deleted, depth + 1);
      }
    }

    private void requireNoOrphans(List<NavigableMap<Long, Long>> after) throws Refused {
      for (int i = self ? 0 : 1; i < 3; i++) {
        TreeSet<Long> there = new TreeSet<>(after.get(Math.max(0, i - 1)).keySet());
        for (Long value : after.get(i).values()) {
          if (value != null && !there.contains(value)) {
            throw new Refused();
          }
        }
      }
    }

    private void check(ReadTransaction tx) {
      for (int i = 0; i < 3; i++) {
        for (String index : List.of("primary", "by_up")) {
          TreeMap<Long, Long> found = new TreeMap<>();
          LongColumn up = tables[i].longColumn("up");
          try (PreparedScan scan = tables[i].scan().using(index).prepare();
              RowCursor row = scan.open(tx)) {
            while (row.next()) {
              found.put(
                  row.getLong(tables[i].longColumn("id")), row.isNull(up) ? null : row.getLong(up));
            }
          }
          assertThat(found).as("t%d by %s", i, index).isEqualTo(rows.get(i));
        }
      }
    }
  }
}
