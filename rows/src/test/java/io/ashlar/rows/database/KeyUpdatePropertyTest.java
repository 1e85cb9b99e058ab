package io.ashlar.rows.database;

import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.error.ConstraintException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random updates of a key of two columns against a map, with its indexes and its history. */
class KeyUpdatePropertyTest {

  private static final List<String> GROUPS = List.of("", "a", "b");
  private static final int NUMBERS = 9;
  private static final int TRANSACTIONS = 12;

  private record Key(String group, long number) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::group).thenComparing(Key::number);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private record Item(Key key, Long code, long weight) {}

  @Property(tries = 150)
  void shouldAnswerLikeAMapWhenKeysChangeInMemory(@ForAll long seed) {
    try (Database db = Databases.inMemory(Options.defaults())) {
      Run run = new Run(new Random(seed));
      run.create(db);
      run.run(TRANSACTIONS);
    }
  }

  @Property(tries = 6)
  void shouldAnswerLikeAMapWhenTheStoreIsOpenedAgain(@ForAll long seed) throws IOException {
    Path directory = Files.createTempDirectory("keys");
    try {
      Run run = new Run(new Random(seed));
      for (int turn = 0; turn < 2; turn++) {
        try (Database db = Databases.open(directory, Options.defaults())) {
          if (turn == 0) {
            run.create(db);
          } else {
            run.use(db);
          }
          run.run(TRANSACTIONS);
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

  private static final class Run {
    private final Random random;
    private final NavigableMap<Long, NavigableMap<Key, Item>> states = new TreeMap<>();
    private Database db;
    private Table table;
    private StringColumn group;
    private LongColumn number;
    private LongColumn code;
    private LongColumn weight;
    private NavigableMap<Key, Item> rows = new TreeMap<>();

    Run(Random random) {
      this.random = random;
    }

    void create(Database database) {
      database
          .schema()
          .createTable(
              TableSchema.named("items")
                  .column("group", STRING)
                  .column("number", LONG)
                  .column("code", LONG)
                  .column("weight", LONG)
                  .primaryKey("group", "number")
                  .uniqueIndex("one_code", ix -> ix.ascending("code").storing("weight"))
                  .index("by_weight", ix -> ix.descending("weight"))
                  .index("by_number", ix -> ix.ascending("number").storing("code"))
                  .build());
      database.schema().keepHistory("items", Duration.ofHours(1));
      use(database);
    }

    void use(Database database) {
      db = database;
      table = db.table("items");
      group = table.stringColumn("group");
      number = table.longColumn("number");
      code = table.longColumn("code");
      weight = table.longColumn("weight");
    }

    void run(int transactions) {
      for (int i = 0; i < transactions; i++) {
        transact();
      }
      states.forEach(this::checkPast);
      assertThat(db.maintenance().verify().problems()).isEmpty();
    }

    private void transact() {
      IsolationLevel[] levels = IsolationLevel.values();
      TreeMap<Key, Item> before = new TreeMap<>(rows);
      try (Transaction tx = db.begin(levels[random.nextInt(levels.length)])) {
        int steps = 1 + random.nextInt(6);
        for (int i = 0; i < steps; i++) {
          long savepoint = tx.savepoint();
          TreeMap<Key, Item> marked = new TreeMap<>(rows);
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
          states.put(tx.commit(), rows);
          rows = new TreeMap<>(rows);
        }
      }
    }

    private void write(Transaction tx) {
      int kind = random.nextInt(8);
      if (kind < 2) {
        insert(tx);
      } else if (kind == 2) {
        long of = random.nextInt(NUMBERS);
        long gone = rows.keySet().stream().filter(key -> key.number() == of).count();
        assertThat(table.delete(tx).where(number.eq(of)).execute()).isEqualTo(gone);
        rows.keySet().removeIf(key -> key.number() == of);
      } else {
        update(tx);
      }
    }

    private void insert(Transaction tx) {
      Key key = new Key(GROUPS.get(random.nextInt(3)), random.nextInt(NUMBERS));
      Item item = new Item(key, random.nextInt(12) == 0 ? null : (long) random.nextInt(20), 1);
      var insert = table.upsert(tx).set(group, key.group()).set(number, key.number());
      insert = item.code() == null ? insert.setNull(code) : insert.set(code, item.code());
      TreeMap<Key, Item> after = new TreeMap<>(rows);
      after.put(key, item);
      finish(insert.set(weight, 1)::execute, 1, after, false);
    }

    private void update(Transaction tx) {
      long from = random.nextInt(NUMBERS);
      long to = from + random.nextInt(4);
      boolean byIndex = random.nextBoolean();
      String of = GROUPS.get(random.nextInt(3));
      Predicate where = number.between(from, to);
      Update update = table.update(tx).where(byIndex ? where : group.eq(of).and(where));
      UnaryOperator<Item> change = change(update);
      List<Item> selected = new ArrayList<>();
      for (Item item : rows.values()) {
        boolean inGroup = byIndex || item.key().group().equals(of);
        if (inGroup && item.key().number() >= from && item.key().number() <= to) {
          selected.add(item);
        }
      }
      TreeMap<Key, Item> after = new TreeMap<>(rows);
      selected.forEach(item -> after.remove(item.key()));
      boolean taken = false;
      for (Item item : selected) {
        Item next = change.apply(item);
        taken |= after.put(next.key(), next) != null;
      }
      finish(update::execute, selected.size(), after, taken);
    }

    private UnaryOperator<Item> change(Update update) {
      long amount = random.nextInt(7) - 3L;
      switch (random.nextInt(5)) {
        case 0 -> {
          String to = GROUPS.get(random.nextInt(3));
          update.set(group, to);
          return item -> new Item(new Key(to, item.key().number()), item.code(), item.weight());
        }
        case 1 -> {
          update.set(number, number.negated().plus(amount + NUMBERS)).add(weight, 1);
          return item ->
              new Item(
                  new Key(item.key().group(), amount + NUMBERS - item.key().number()),
                  item.code(),
                  item.weight() + 1);
        }
        case 2 -> {
          update.set(number, amount);
          return item -> new Item(new Key(item.key().group(), amount), item.code(), item.weight());
        }
        case 3 -> {
          update.add(number, amount).add(code, 1);
          return item ->
              new Item(
                  new Key(item.key().group(), item.key().number() + amount),
                  item.code() == null ? null : item.code() + 1,
                  item.weight());
        }
        default -> {
          update.add(number, amount);
          return item ->
              new Item(
                  new Key(item.key().group(), item.key().number() + amount),
                  item.code(),
                  item.weight());
        }
      }
    }

    private interface Execution {
      long execute();
    }

    private void finish(
        Execution execution, long count, NavigableMap<Key, Item> after, boolean taken) {
      if (taken || hasTwins(after)) {
        assertThatThrownBy(execution::execute).isInstanceOf(ConstraintException.class);
      } else {
        assertThat(execution.execute()).isEqualTo(count);
        rows = after;
      }
    }

    private static boolean hasTwins(NavigableMap<Key, Item> items) {
      Set<Long> seen = new HashSet<>();
      return items.values().stream()
          .anyMatch(item -> item.code() != null && !seen.add(item.code()));
    }

    private void check(ReadTransaction tx) {
      for (String index :
          new String[] {IndexSchema.PRIMARY, "one_code", "by_weight", "by_number"}) {
        assertThat(read(tx, index)).as(index).containsExactlyInAnyOrderElementsOf(rows.values());
      }
    }

    private void checkPast(long time, NavigableMap<Key, Item> then) {
      try (ReadTransaction past = db.beginReadAsOf(time)) {
        assertThat(read(past, IndexSchema.PRIMARY)).containsExactlyElementsOf(then.values());
      }
    }

    private List<Item> read(ReadTransaction tx, String index) {
      List<Item> found = new ArrayList<>();
      try (PreparedScan scan = table.scan().using(index).prepare();
          RowCursor row = scan.open(tx)) {
        while (row.next()) {
          found.add(
              new Item(
                  new Key(row.getString(group), row.getLong(number)),
                  row.isNull(code) ? null : row.getLong(code),
                  row.getLong(weight)));
        }
      }
      return found;
    }
  }
}
