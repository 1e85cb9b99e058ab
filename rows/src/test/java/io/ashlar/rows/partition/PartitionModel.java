package io.ashlar.rows.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.error.ConstraintException;
import io.ashlar.lookup.BatchGet;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.Partition;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A partitioned table and what it must hold, with random statements that change both. */
final class PartitionModel {

  record Key(String region, Instant at, long id) implements Comparable<Key> {

    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::region).thenComparing(Key::at).thenComparing(Key::id);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  record Item(Key key, Long amount) {}

  static final List<String> REGIONS = List.of("ae", "bo", "cy", "da", "eu");
  private static final Instant START = Instant.parse("2026-01-30T00:00:00Z");
  private static final int MAX_AMOUNT = 12;
  private static final IndexSchema LATE =
      IndexSchema.named("late").descending("amount").ascending("at").build();

  private final Partitioning division;
  private TreeMap<Key, Item> rows = new TreeMap<>();
  private Random random;
  private boolean late;
  private Database db;
  private Table table;
  private StringColumn region;
  private TimestampColumn at;
  private LongColumn id;
  private LongColumn amount;

  PartitionModel(Random random, Partitioning division) {
    this.random = random;
    this.division = division;
  }

  void create(Database database) {
    boolean covering = random.nextBoolean();
    TableSchema schema =
        TableSchema.named("events")
            .column("region", ColumnType.STRING)
            .column("at", ColumnType.TIMESTAMP)
            .column("id", ColumnType.LONG)
            .column("amount", ColumnType.LONG)
            .primaryKey("region", "at", "id")
            .index(
                "by_at", ix -> covering ? ix.ascending("at").storing("amount") : ix.ascending("at"))
            .uniqueIndex(
                "one_amount",
                ix -> {
                  ix.ascending("amount");
                  division.columns().forEach(ix::ascending);
                  return ix;
                })
            .partitionBy(division)
            .build();
    assertThat(database.schema().createTable(schema).schema()).isEqualTo(schema);
    use(database);
  }

  void use(Database database) {
    db = database;
    table = db.table("events");
    region = table.stringColumn("region");
    at = table.timestampColumn("at");
    id = table.longColumn("id");
    amount = table.longColumn("amount");
    assertThat(table.schema().partitioning()).isEqualTo(division);
  }

  void step() {
    switch (random.nextInt(14)) {
      case 0 -> dropOne();
      case 1 -> changeIndex();
      case 2, 3 -> transact();
      case 4 -> db.transact(tx -> query().check(tx, rows.values()));
      case 5 -> {
        db.transact(tx -> query().checkSorted(tx, rows.values()));
        db.transact(tx -> query().checkAggregates(tx, rows.values()));
      }
      case 6 -> {
        db.transact(this::getAll);
        if (random.nextInt(3) == 0) {
          db.maintenance().analyze();
          assertThat(table.estimatedRowCount()).isEqualTo(rows.size());
        }
      }
      default -> db.transact(this::write);
    }
  }

  private PartitionQuery query() {
    return new PartitionQuery(table, random);
  }

  /** Some writes with queries among them; may be run again, and may be rolled back. */
  private void transact() {
    IsolationLevel[] levels = IsolationLevel.values();
    IsolationLevel level = levels[random.nextInt(levels.length)];
    long seed = random.nextLong();
    TreeMap<Key, Item> before = new TreeMap<>(rows);
    Random outer = random;
    boolean kept =
        db.transact(
            level,
            tx -> {
              rows = new TreeMap<>(before);
              random = new Random(seed);
              for (int i = random.nextInt(5); i >= 0; i--) {
                write(tx);
                query().check(tx, rows.values());
                get(tx);
              }
              long savepoint = tx.savepoint();
              TreeMap<Key, Item> marked = new TreeMap<>(rows);
              write(tx);
              if (random.nextBoolean()) {
                tx.rollbackTo(savepoint);
                rows = marked;
              }
              query().check(tx, rows.values());
              return random.nextInt(4) > 0 || undo(tx);
            });
    random = outer;
    if (!kept) {
      rows = before;
    }
  }

  private boolean undo(Transaction tx) {
    tx.rollback();
    return false;
  }

  void checkAll() {
    for (int i = 0; i < 10; i++) {
      db.transact(tx -> query().check(tx, rows.values()));
    }
    try (ReadTransaction view = db.beginRead()) {
      query().check(view, rows.values());
    }
    assertThat(db.maintenance().verify().problems()).isEmpty();
    assertThat(db.maintenance().verify().rows()).isEqualTo(rows.size());
  }

  private Key key() {
    return new Key(
        REGIONS.get(random.nextInt(REGIONS.size())),
        START.plusSeconds(3_600L * random.nextInt(120)),
        random.nextInt(40) - 10L);
  }

  private Long anyAmount() {
    return random.nextInt(4) == 0 ? null : (long) random.nextInt(MAX_AMOUNT);
  }

  private void write(Transaction tx) {
    switch (random.nextInt(6)) {
      case 0, 1, 2 -> insert(tx, random.nextBoolean());
      case 3 -> delete(tx);
      default -> update(tx);
    }
  }

  private void insert(Transaction tx, boolean upsert) {
    Key key = key();
    Item item = new Item(key, anyAmount());
    Insert insert = upsert ? table.upsert(tx) : table.insert(tx);
    insert.set(region, key.region()).set(at, key.at()).set(id, key.id());
    if (item.amount() == null) {
      insert.setNull(amount);
    } else {
      insert.set(amount, item.amount());
    }
    TreeMap<Key, Item> after = new TreeMap<>(rows);
    boolean taken = after.put(key, item) != null && !upsert;
    if (taken || hasTwins(after)) {
      assertThatThrownBy(insert::execute).isInstanceOf(ConstraintException.class);
    } else {
      assertThat(insert.execute()).isEqualTo(1);
      rows = after;
    }
  }

  private void delete(Transaction tx) {
    PartitionQuery query = query();
    List<Item> gone = query.selected(rows.values());
    assertThat(table.delete(tx).where(query.predicate()).execute()).isEqualTo(gone.size());
    gone.forEach(item -> rows.remove(item.key()));
  }

  /** Changes amounts, or columns of the key: then rows move, perhaps to another partition. */
  private void update(Transaction tx) {
    PartitionQuery query = query();
    Update update = table.update(tx).where(query.predicate());
    UnaryOperator<Item> change = change(update);
    List<Item> before = query.selected(rows.values());
    TreeMap<Key, Item> after = new TreeMap<>(rows);
    before.forEach(item -> after.remove(item.key()));
    boolean taken = false;
    for (Item item : before) {
      Item next = change.apply(item);
      taken |= after.put(next.key(), next) != null;
    }
    if (taken || hasTwins(after)) {
      assertThatThrownBy(update::execute).isInstanceOf(ConstraintException.class);
    } else {
      assertThat(update.execute()).isEqualTo(before.size());
      rows = after;
    }
  }

  private UnaryOperator<Item> change(Update update) {
    List<UnaryOperator<Item>> changes = new ArrayList<>();
    if (random.nextBoolean()) {
      long delta = random.nextInt(3);
      update.add(amount, delta);
      changes.add(i -> new Item(i.key(), i.amount() == null ? null : i.amount() + delta));
    }
    if (random.nextBoolean()) {
      String to = REGIONS.get(random.nextInt(REGIONS.size()));
      update.set(region, to);
      changes.add(i -> new Item(new Key(to, i.key().at(), i.key().id()), i.amount()));
    }
    if (random.nextBoolean()) {
      Instant to = key().at();
      update.set(at, to);
      changes.add(i -> new Item(new Key(i.key().region(), to, i.key().id()), i.amount()));
    }
    if (random.nextBoolean()) {
      long delta = random.nextInt(9) - 4L;
      update.add(id, delta);
      changes.add(
          i -> new Item(new Key(i.key().region(), i.key().at(), i.key().id() + delta), i.amount()));
    }
    if (changes.isEmpty()) {
      update.setNull(amount);
      changes.add(i -> new Item(i.key(), null));
    }
    return item -> {
      Item next = item;
      for (UnaryOperator<Item> each : changes) {
        next = each.apply(next);
      }
      return next;
    };
  }

  /** Whether two rows have the same key in the unique index. */
  private boolean hasTwins(Map<Key, Item> items) {
    Set<List<Object>> seen = new HashSet<>();
    for (Item item : items.values()) {
      if (item.amount() != null && !seen.add(uniqueKey(item))) {
        return true;
      }
    }
    return false;
  }

  private List<Object> uniqueKey(Item item) {
    List<Object> key = new ArrayList<>();
    key.add(item.amount());
    for (String column : division.columns()) {
      key.add(
          switch (column) {
            case "region" -> item.key().region();
            case "at" -> item.key().at();
            default -> item.key().id();
          });
    }
    return key;
  }

  private void get(Transaction tx) {
    Key key =
        rows.isEmpty() || random.nextBoolean()
            ? key()
            : new ArrayList<>(rows.keySet()).get(random.nextInt(rows.size()));
    Get get = table.get().set(region, key.region()).set(at, key.at()).set(id, key.id());
    boolean found = random.nextBoolean() ? get.fetch(tx) : get.fetchForUpdate(tx);
    assertThat(found).isEqualTo(rows.containsKey(key));
    Item item = rows.get(key);
    if (item == null || item.amount() == null) {
      return;
    }
    assertThat(get.getLong(amount)).isEqualTo(item.amount());
    Get unique = table.get("one_amount").set(amount, item.amount());
    for (String column : division.columns()) {
      switch (column) {
        case "region" -> unique.set(region, key.region());
        case "at" -> unique.set(at, key.at());
        default -> unique.set(id, key.id());
      }
    }
    assertThat(unique.fetch(tx)).isTrue();
    assertThat(unique.getLong(id)).isEqualTo(key.id());
  }

  private void getAll(Transaction tx) {
    List<Key> keys = new ArrayList<>();
    BatchGet get = table.getAll();
    for (int i = random.nextInt(6); i >= 0; i--) {
      boolean any = rows.isEmpty() || random.nextInt(3) == 0;
      Key key = any ? key() : new ArrayList<>(rows.keySet()).get(random.nextInt(rows.size()));
      keys.add(key);
      get.set(region, key.region()).set(at, key.at()).set(id, key.id()).add();
    }
    assertThat(get.fetch(tx)).isEqualTo((int) keys.stream().filter(rows::containsKey).count());
    for (Key key : keys) {
      assertThat(get.next()).isTrue();
      assertThat(get.isFound()).isEqualTo(rows.containsKey(key));
      if (get.isFound()) {
        assertThat(get.getLong(id)).isEqualTo(key.id());
        assertThat(get.getTimestamp(at)).isEqualTo(key.at());
      }
    }
  }

  private void dropOne() {
    List<Partition> partitions = table.listPartitions();
    if (division.kind() == Partitioning.Kind.HASH || partitions.isEmpty()) {
      return;
    }
    Partition dropped = partitions.get(random.nextInt(partitions.size()));
    try (ReadTransaction older = db.beginRead()) {
      List<Item> before = List.copyOf(rows.values());
      PartitionRule rule = ((TableHandle) table).state().partitions().rule();
      assertThat(table.dropPartition(dropped)).isTrue();
      assertThat(table.dropPartition(dropped)).isFalse();
      rows.values().removeIf(item -> belongs(rule, item, dropped));
      query().check(older, before);
      if (random.nextBoolean()) {
        db.transact(this::write);
        query().check(older, before);
      }
    }
    try (ReadTransaction view = db.beginRead()) {
      query().check(view, rows.values());
    }
  }

  /** By the name alone, which a person would go by. */
  private static boolean belongs(PartitionRule rule, Item item, Partition partition) {
    PartitionRouter router = new PartitionRouter();
    switch (rule.kind()) {
      case LIST -> router.columns().putString(item.key().region(), false);
      case NUMBERS -> router.columns().putLong(item.key().id(), false);
      default -> router.columns().putLong(item.key().at().toEpochMilli() * 1_000, false);
    }
    assertThat(router.route(rule)).isTrue();
    return PartitionNames.of(rule, router.boundBytes()).equals(partition.name());
  }

  private void changeIndex() {
    if (late) {
      db.schema().dropIndex("events", LATE.name());
    } else {
      db.schema().createIndex("events", LATE);
    }
    late = !late;
  }
}
