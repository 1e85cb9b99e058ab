package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.BooleanColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random writes, queries, new and dropped indexes, analyses and reopens of a table with partial
 * indexes, against a map of its rows.
 */
class PartialIndexPropertyTest {

  private static final int RUNS = 12;
  private static final int STEPS = 160;
  private static final int KEYS = 25;

  @TempDir Path directory;

  /** A row; the model judges predicates by it with plain Java. */
  private record Item(Integer n, String s, Boolean flag) {}

  /** A predicate and what it means. */
  private record Term(Predicate predicate, java.util.function.Predicate<Item> meaning) {

    Term and(Term other) {
      return new Term(predicate.and(other.predicate), meaning.and(other.meaning));
    }

    Term or(Term other) {
      return new Term(predicate.or(other.predicate), meaning.or(other.meaning));
    }
  }

  private final TreeMap<Integer, Item> model = new TreeMap<>();

  /** Of the unique index, if there is one: which rows it holds. */
  private Term uniqueAmong;

  private StoreKind kind;
  private Random random;
  private Database db;
  private Table table;
  private int names;
  private int served;
  private int refused;
  private int violations;

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void shouldAnswerAsIfThereWereNoIndexes(StoreKind store) {
    kind = store;
    for (long seed = 1; seed <= RUNS; seed++) {
      random = new Random(seed);
      Path path = directory.resolve("run" + seed);
      db = kind.open(path, Options.builder().build());
      model.clear();
      try {
        run(path);
        assertThat(db.maintenance().verify().problems()).isEmpty();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ", " + table.describe(), e);
      } finally {
        db.close();
      }
    }
    assertThat(served).as("queries that a partial index answered").isGreaterThan(100);
    assertThat(refused).as("queries that one may not answer").isGreaterThan(100);
    assertThat(violations).as("keys that were taken").isGreaterThan(20);
  }

  private void run(Path path) {
    Term first = term();
    uniqueAmong = term();
    TableSchema.Builder schema =
        TableSchema.named("t")
            .column("id", ColumnType.INT)
            .column("n", ColumnType.INT)
            .column("s", ColumnType.STRING)
            .column("flag", ColumnType.BOOLEAN)
            .primaryKey("id")
            .index("first", ix -> ix.descending("s").storing("n").where(first.predicate));
    if (random.nextInt(3) == 0) {
      // A unique index would have to hold the column that decides the partition.
      uniqueAmong = null;
      schema.partitionBy(Partitioning.hash(3, "id"));
    } else {
      schema.uniqueIndex("one", ix -> ix.ascending("n").where(uniqueAmong.predicate));
    }
    table = db.schema().createTable(schema.build());
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(12)) {
        case 0 -> changeIndexes();
        case 1 -> reopen(path);
        case 2 -> db.maintenance().analyze("t");
        case 3, 4, 5, 6 -> query();
        default -> transaction();
      }
      if (step % 20 == 0) {
        assertThat(db.maintenance().verify().problems()).isEmpty();
      }
    }
  }

  private void reopen(Path path) {
    if (kind == StoreKind.EMBEDDED && random.nextInt(3) == 0) {
      String before = table.describe();
      db.close();
      db = kind.open(path, Options.builder().build());
      table = db.table("t");
      assertThat(table.describe()).isEqualTo(before);
    }
  }

  private void changeIndexes() {
    List<IndexSchema> indexes = table.schema().indexes();
    if (indexes.size() > 4) {
      String name = indexes.get(random.nextInt(indexes.size())).name();
      db.schema().dropIndex("t", name);
      uniqueAmong = name.equals("one") ? null : uniqueAmong;
      return;
    }
    Term term = term();
    IndexSchema.Builder index = IndexSchema.named("x" + names++).where(term.predicate);
    index = random.nextBoolean() ? index.ascending("n").storing("s") : index.ascending("flag");
    db.schema().createIndex("t", index.build());
  }

  private Term term() {
    int k = random.nextInt(5);
    String word = List.of("a", "ab", "b", "", "c").get(k);
    IntColumn n = IntColumn.named("n");
    StringColumn s = StringColumn.named("s");
    BooleanColumn flag = BooleanColumn.named("flag");
    return switch (random.nextInt(10)) {
      case 0 -> new Term(flag.eq(true), r -> r.flag != null && r.flag);
      case 1 -> new Term(flag.notEq(true), r -> r.flag != null && !r.flag);
      case 2 -> new Term(n.atLeast(k), r -> r.n != null && r.n >= k);
      case 3 -> new Term(n.lessThan(k), r -> r.n != null && r.n < k);
      case 4 -> new Term(n.isNull().not(), r -> r.n != null);
      case 5 -> new Term(n.in(k, k + 1), r -> r.n != null && (r.n == k || r.n == k + 1));
      case 6 -> new Term(s.startsWith(word), r -> r.s != null && r.s.startsWith(word));
      case 7 -> new Term(s.isNull(), r -> r.s == null);
      case 8 -> term().or(term());
      default -> term().and(term());
    };
  }

  private Item item() {
    int n = random.nextInt(7);
    String s = List.of("a", "ab", "abc", "b", "", "c", "d").get(random.nextInt(7));
    return new Item(
        n == 6 ? null : n,
        random.nextInt(6) == 0 ? null : s,
        random.nextInt(5) == 0 ? null : (Boolean) random.nextBoolean());
  }

  /** Some statements, kept or undone. */
  private void transaction() {
    TreeMap<Integer, Item> before = new TreeMap<>(model);
    try (Transaction tx = db.begin()) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        if (random.nextInt(5) == 0) {
          change(tx);
        } else {
          write(tx);
        }
      }
      if (random.nextInt(4) == 0) {
        tx.rollback();
        model.clear();
        model.putAll(before);
      } else {
        tx.commit();
      }
    }
  }

  private void write(Transaction tx) {
    int id = random.nextInt(KEYS);
    if (random.nextInt(5) == 0) {
      long deleted = table.delete(tx).where(IntColumn.named("id").eq(id)).execute();
      assertThat(deleted).isEqualTo(model.remove(id) == null ? 0 : 1);
      return;
    }
    Item item = item();
    Insert upsert = table.upsert(tx);
    upsert.setValue(table.column("id"), id);
    upsert.setValue(table.column("n"), item.n);
    upsert.setValue(table.column("s"), item.s);
    upsert.setValue(table.column("flag"), item.flag);
    TreeMap<Integer, Item> after = new TreeMap<>(model);
    after.put(id, item);
    attempt(after, upsert::execute);
  }

  /** An update of the rows that a predicate selects, which may move them among the indexes. */
  private void change(Transaction tx) {
    Term term = term();
    Item item = item();
    TreeMap<Integer, Item> after = new TreeMap<>(model);
    boolean flagOnly = random.nextBoolean();
    after.replaceAll(
        (id, old) ->
            !term.meaning.test(old)
                ? old
                : flagOnly ? new Item(old.n, old.s, item.flag) : new Item(old.n, item.s, old.flag));
    var update = table.update(tx).where(term.predicate);
    if (flagOnly) {
      update.setValue(table.column("flag"), item.flag);
    } else {
      update.setValue(table.column("s"), item.s);
    }
    attempt(after, update::execute);
  }

  private void attempt(Map<Integer, Item> after, Runnable statement) {
    boolean taken = false;
    List<Integer> seen = new ArrayList<>();
    for (Item item : after.values()) {
      if (uniqueAmong != null && uniqueAmong.meaning.test(item) && item.n != null) {
        taken |= seen.contains(item.n);
        seen.add(item.n);
      }
    }
    try {
      statement.run();
      assertThat(taken).as("a key is taken").isFalse();
      model.clear();
      model.putAll(after);
    } catch (ConstraintException e) {
      assertThat(taken).as(e.getMessage()).isTrue();
      violations++;
    }
  }

  private void query() {
    Term term = random.nextInt(8) == 0 ? null : term();
    for (IndexSchema index : table.schema().indexes()) {
      ask(term, index.name());
    }
    ask(term, null);
    // What an index holds, and less: queries that it must be able to answer.
    Term more = term();
    for (IndexSchema index : table.schema().indexes()) {
      Predicate both = index.predicate().and(more.predicate);
      assertThat(keys(both, index.name())).isEqualTo(keys(both, "primary"));
      served++;
    }
  }

  private void ask(Term term, String using) {
    List<Integer> expected = new ArrayList<>();
    model.forEach(
        (id, item) -> {
          if (term == null || term.meaning.test(item)) {
            expected.add(id);
          }
        });
    List<Integer> found;
    try {
      found = keys(term == null ? null : term.predicate, using);
    } catch (SchemaException e) {
      assertThat(e).hasMessageContaining("may lack rows");
      refused++;
      return;
    }
    assertThat(found).as("%s using %s", term, using).isEqualTo(expected);
    served += using == null ? 0 : 1;
  }

  /** The keys of the rows, in order, and that each row that is shown is the one of the model. */
  private List<Integer> keys(Predicate predicate, String using) {
    var scan = table.scan();
    scan = predicate == null ? scan : scan.where(predicate);
    scan = using == null ? scan : scan.using(using);
    boolean all = random.nextBoolean();
    scan = all ? scan : scan.select(table.column("id"));
    List<Integer> keys = new ArrayList<>();
    try (PreparedScan prepared = scan.prepare();
        ReadTransaction tx = db.beginRead();
        RowCursor rows = prepared.open(tx)) {
      while (rows.next()) {
        int id = rows.getInt(table.intColumn("id"));
        keys.add(id);
        if (all) {
          Item item = model.get(id);
          assertThat(Objects.equals(rows.get(table.column("n")), item.n)).isTrue();
          assertThat(Objects.equals(rows.get(table.column("s")), item.s)).isTrue();
          assertThat(Objects.equals(rows.get(table.column("flag")), item.flag)).isTrue();
        }
      }
    }
    keys.sort(null);
    return keys;
  }
}
