package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.expire.SweepOptions;
import io.ashlar.expire.Sweeper;
import io.ashlar.query.LongColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that expire; time passes by hand. Every test ends with the integrity check. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class ExpiryTest extends DatabaseTest {

  private static final SweepOptions FAST =
      SweepOptions.defaults().rowsPerSecond(0).batchRows(7).interval(Duration.ofMillis(1));
  private static final int KEYS = 25;

  private final StoreKind kind;
  private Table table;
  private LongColumn id;
  private LongColumn code;
  private LongColumn amount;
  private TimestampColumn due;

  /** Of the clock that is ahead. */
  private Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  ExpiryTest(StoreKind kind) {
    super(kind);
    this.kind = kind;
  }

  private void create(UnaryOperator<TableSchema.Builder> how) {
    TableSchema schema =
        how.apply(
                TableSchema.named("offers")
                    .column("id", ColumnType.LONG)
                    .column("code", ColumnType.LONG)
                    .column("amount", ColumnType.LONG)
                    .column("due", ColumnType.TIMESTAMP)
                    .primaryKey("id")
                    .uniqueIndex("one_code", ix -> ix.ascending("code"))
                    .index("by_amount", ix -> ix.ascending("amount"))
                    .index("by_due", ix -> ix.ascending("due").storing("amount")))
            .build();
    table = db.schema().createTable(schema);
    assertThat(table.schema()).isEqualTo(schema);
    columns();
  }

  private void columns() {
    table = db.table("offers");
    id = table.longColumn("id");
    code = table.longColumn("code");
    amount = table.longColumn("amount");
    due = table.timestampColumn("due");
  }

  private void pass(Duration time) {
    now = now.plus(time);
    handle().context().expiryClock().advance(time.toNanos() / 1_000);
  }

  private void put(long key, Long unique, long number, Instant until) {
    put(null, key, unique, number, until);
  }

  private void put(Transaction tx, long key, Long unique, long number, Instant until) {
    var insert = (tx == null ? table.insert() : table.insert(tx)).set(id, key).set(amount, number);
    insert = unique == null ? insert.setNull(code) : insert.set(code, unique);
    insert = until == null ? insert.setNull(due) : insert.set(due, until);
    assertThat(insert.execute()).isOne();
  }

  private List<Long> ids(ReadTransaction tx, String index) {
    List<Long> found = new ArrayList<>();
    try (PreparedScan scan = table.scan().using(index).prepare();
        RowCursor cursor = scan.open(tx)) {
      while (cursor.next()) {
        found.add(cursor.getLong(id));
      }
    }
    return found.stream().sorted().toList();
  }

  private void requireFound(Long... expected) {
    for (String index : new String[] {IndexSchema.PRIMARY, "one_code", "by_amount", "by_due"}) {
      try (ReadTransaction tx = db.beginRead()) {
        assertThat(ids(tx, index)).as(index).containsExactly(expected);
      }
    }
    LongAggregate rows = Aggregate.count();
    try (PreparedAggregate count = table.scan().aggregate(rows);
        ReadTransaction tx = db.beginRead()) {
      assertThat(count.fetch(tx).getLong(rows)).isEqualTo(expected.length);
    }
  }

  @Test
  void shouldNotFindRowsFromTheirTimeOn() {
    create(b -> b.expireAt("due"));
    put(1, 10L, 5, now.plusSeconds(60));
    put(2, 20L, 5, now.plusSeconds(600));
    put(3, null, 5, null);
    requireFound(1L, 2L, 3L);
    pass(Duration.ofSeconds(61));
    requireFound(2L, 3L);
    assertThat(table.get().set(id, 1).find()).isEmpty();
    assertThat(table.get("one_code").set(code, 10).find()).isEmpty();
    assertThat(table.update().where(id.eq(1)).set(amount, 6).execute()).isZero();
    assertThat(table.update().where(amount.eq(5)).set(amount, 6).execute()).isEqualTo(2);
    assertThat(table.delete().where(id.eq(1)).execute()).isZero();
    try (ReadTransaction tx = db.beginRead()) {
      var batch = table.getAll().set(id, 1).add().set(id, 2).add();
      assertThat(batch.fetch(tx)).isOne();
    }
    db.transact(
        tx -> {
          assertThat(table.get().set(id, 1).fetchForUpdate(tx)).isFalse();
          assertThat(table.get().set(id, 2).fetchForUpdate(tx)).isTrue();
        });
    assertThat(db.maintenance().verify().rows()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldGiveWayToARowThatMovesToTheirKey(IsolationLevel level) {
    create(b -> b.expireAt("due"));
    put(1, 10L, 5, now.plusSeconds(60));
    put(2, 20L, 6, now.plusSeconds(600));
    put(3, 30L, 7, now.plusSeconds(600));
    assertThatThrownBy(() -> table.update().set(id, 1).where(id.eq(2)).execute())
        .isInstanceOf(ConstraintException.class);
    pass(Duration.ofSeconds(61));
    db.transact(
        level, tx -> assertThat(table.update(tx).set(id, 1).where(id.eq(2)).execute()).isOne());
    requireFound(1L, 3L);
    assertThat(table.get().set(id, 1).find().orElseThrow().getLong(code)).isEqualTo(20);
    assertThatThrownBy(() -> table.update().set(id, 3).where(id.eq(1)).execute())
        .isInstanceOf(ConstraintException.class);
    assertThat(table.update().add(id, 1).execute()).isEqualTo(2);
    requireFound(2L, 4L);
    assertThat(db.maintenance().verify().rows()).isEqualTo(2);
    assertThat(table.estimatedRowCount()).isEqualTo(2);
  }

  @Test
  void shouldExpireRowsSomeTimeAfterTheirLastWrite() {
    create(b -> b.expireAfter(Duration.ofMinutes(10)));
    put(1, 10L, 5, null);
    put(2, 20L, 5, null);
    pass(Duration.ofMinutes(9));
    requireFound(1L, 2L);
    pass(Duration.ofMinutes(2));
    requireFound();
    try (PreparedScan scan = table.scan().where(due.isNull()).select(due).prepare()) {
      assertThat(scan.explain()).contains("not expired");
    }
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldNotChangeAViewUnderItsReader(IsolationLevel level) {
    create(b -> b.expireAt("due"));
    put(1, 10L, 5, now.plusSeconds(60));
    try (ReadTransaction view = db.beginRead();
        Transaction tx = db.begin(level)) {
      assertThat(ids(view, "by_due")).containsExactly(1L);
      assertThat(ids(tx, "by_amount")).containsExactly(1L);
      pass(Duration.ofSeconds(61));
      assertThat(ids(view, "by_amount")).containsExactly(1L);
      assertThat(table.get().set(id, 1).fetch(view)).isTrue();
      boolean keepsView = level != IsolationLevel.READ_COMMITTED;
      assertThat(table.get().set(id, 1).fetch(tx)).isEqualTo(keepsView);
      tx.rollback();
    }
    requireFound();
  }

  @Test
  void shouldReplaceARowThatHasExpired() {
    create(b -> b.expireAt("due"));
    put(1, 10L, 5, now.plusSeconds(60));
    put(2, 20L, 5, now.plusSeconds(60));
    assertThatThrownBy(() -> put(1, 11L, 6, null)).isInstanceOf(ConstraintException.class);
    assertThatThrownBy(() -> put(3, 20L, 6, null)).isInstanceOf(ConstraintException.class);
    pass(Duration.ofSeconds(61));
    put(1, 11L, 6, null);
    put(3, 20L, 6, null);
    requireFound(1L, 3L);
    assertThat(db.maintenance().verify().rows()).isEqualTo(2);
    assertThat(table.estimatedRowCount()).isEqualTo(2);
    // What lives is in the way as ever.
    assertThatThrownBy(() -> put(4, 20L, 6, null)).isInstanceOf(ConstraintException.class);
    assertThat(table.upsert().set(id, 3).set(amount, 9).execute()).isOne();
    assertThat(table.get().set(id, 3).find().orElseThrow().getLong(code)).isEqualTo(20);
  }

  @Test
  void shouldForgetTheColumnsOfAnExpiredRowWhenItIsUpserted() {
    create(b -> b.expireAt("due"));
    put(1, 10L, 5, now.plusSeconds(60));
    pass(Duration.ofSeconds(61));
    assertThat(table.upsert().set(id, 1).set(amount, 9).execute()).isOne();
    assertThat(table.get().set(id, 1).find().orElseThrow().isNull(code)).isTrue();
    put(2, 10L, 5, null);
    requireFound(1L, 2L);
  }

  @Test
  void shouldBuildAUniqueIndexOverRowsThatHaveExpired() {
    create(b -> b.expireAt("due"));
    for (int i = 0; i < 1_500; i++) {
      put(i, null, i % 1_000, i < 1_000 ? now.plusSeconds(60) : null);
    }
    pass(Duration.ofSeconds(61));
    db.schema()
        .createIndex("offers", IndexSchema.named("one").unique().ascending("amount").build());
    assertThat(table.get("one").set(amount, 400).find().orElseThrow().getLong(id)).isEqualTo(1_400);
    assertThat(table.get("one").set(amount, 600).find()).isEmpty();
  }

  @Test
  void shouldSweepWhatHasExpired() {
    table =
        db.schema()
            .createTable(
                TableSchema.named("offers")
                    .column("id", ColumnType.LONG)
                    .column("code", ColumnType.LONG)
                    .column("amount", ColumnType.LONG)
                    .column("due", ColumnType.TIMESTAMP)
                    .primaryKey("id")
                    .index("by_amount", ix -> ix.ascending("amount"))
                    .uniqueIndex("one", ix -> ix.ascending("amount").descending("id"))
                    .partitionBy(Partitioning.range("id", 10))
                    .expireAt("due")
                    .build());
    columns();
    for (int i = 0; i < 100; i++) {
      put(i, null, i, i % 3 == 0 ? null : now.plusSeconds(60));
    }
    pass(Duration.ofSeconds(61));
    assertThat(db.maintenance().verify().rows()).isEqualTo(100);
    try (Transaction holder = db.begin()) {
      // Before the sweeper, which would else be first.
      assertThat(table.get().set(id, 31).fetchForUpdate(holder)).isFalse();
      try (Sweeper sweeper = db.maintenance().startSweeper("night", FAST)) {
        assertThatThrownBy(() -> db.maintenance().startSweeper("night", FAST))
            .isInstanceOf(IllegalUseException.class);
        while (sweeper.statistics().rowsRemoved() < 65 || sweeper.statistics().rounds() < 3) {
          Thread.onSpinWait();
        }
        assertThat(db.maintenance().verify().rows()).isEqualTo(35);
        assertThat(sweeper.statistics().rowsBusy()).isPositive();
        holder.rollback();
        while (sweeper.statistics().rowsRemoved() < 66) {
          Thread.onSpinWait();
        }
        assertThat(sweeper.statistics().failures()).isZero();
      }
    }
    assertThat(db.maintenance().verify().rows()).isEqualTo(34);
    assertThat(table.estimatedRowCount()).isEqualTo(34);
  }

  @Test
  void shouldRefuseWhatCannotExpire() {
    assertThatThrownBy(() -> create(b -> b.expireAt("amount"))).isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> create(b -> b.expireAfter(Duration.ZERO)))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> create(b -> b.expireAt("due").expireAt("due")))
        .isInstanceOf(SchemaException.class);
    create(b -> b.expireAfter("due", Duration.ofDays(1)));
    assertThatThrownBy(() -> db.schema().alterTable("offers", c -> c.dropColumn("due")))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> SweepOptions.defaults().batchRows(0))
        .isInstanceOf(IllegalUseException.class);
  }

  private record Offer(Long code, long amount, Instant due) {}

  /** Rows that are there and rows that have expired, by key, as a plain map has them. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldAnswerLikeAMapWhileTimePasses(long seed) {
    Random random = new Random(seed);
    boolean divided = random.nextBoolean();
    create(b -> divided ? b.expireAt("due") : b.expireAfter("due", Duration.ofSeconds(5)));
    Duration grace = Duration.ofSeconds(divided ? 0 : 5);
    TreeMap<Long, Offer> model = new TreeMap<>();
    for (int step = 0; step < 250; step++) {
      model.values().removeIf(o -> o.due() != null && !o.due().plus(grace).isAfter(now));
      switch (random.nextInt(8)) {
        case 0 -> pass(Duration.ofMinutes(random.nextInt(3)));
        case 1 -> requireFound(model.keySet().toArray(new Long[0]));
        case 2 -> update(random, model);
        case 3 -> {
          long key = random.nextInt(KEYS);
          boolean there = model.remove(key) != null;
          assertThat(table.delete().where(id.eq(key)).execute()).isEqualTo(there ? 1 : 0);
        }
        case 4 -> reopen(random);
        default -> insert(random, model);
      }
    }
    model.values().removeIf(o -> o.due() != null && !o.due().plus(grace).isAfter(now));
    requireFound(model.keySet().toArray(new Long[0]));
    assertThat(db.maintenance().verify().problems()).isEmpty();
    try (Sweeper sweeper = db.maintenance().startSweeper("end", FAST)) {
      while (sweeper.statistics().rounds() < 2) {
        Thread.onSpinWait();
      }
    }
    assertThat(db.maintenance().verify().rows()).isEqualTo(model.size());
  }

  /** Half a minute from all times that are judged by: the clock of the machine goes on, too. */
  private Instant anyDue(Random random) {
    return random.nextInt(4) == 0 ? null : now.plusSeconds(30 + 60L * random.nextInt(3));
  }

  private boolean taken(Map<Long, Offer> model, long key, Long unique) {
    return unique != null
        && model.entrySet().stream()
            .anyMatch(e -> e.getKey() != key && unique.equals(e.getValue().code()));
  }

  private void insert(Random random, Map<Long, Offer> model) {
    long key = random.nextInt(KEYS);
    Long unique = random.nextInt(3) == 0 ? null : (long) random.nextInt(15);
    Offer offer = new Offer(unique, random.nextInt(5), anyDue(random));
    if (model.containsKey(key) || taken(model, key, unique)) {
      assertThatThrownBy(() -> put(key, unique, offer.amount(), offer.due()))
          .isInstanceOf(ConstraintException.class);
    } else {
      put(key, unique, offer.amount(), offer.due());
      model.put(key, offer);
    }
  }

  private void update(Random random, Map<Long, Offer> model) {
    long wanted = random.nextInt(5);
    Instant next = anyDue(random);
    Map<Long, Offer> changed = new HashMap<>();
    model.forEach(
        (key, o) -> {
          if (o.amount() == wanted) {
            changed.put(key, new Offer(o.code(), o.amount() + 1, next));
          }
        });
    var update = table.update().where(amount.eq(wanted)).add(amount, 1);
    update = next == null ? update.setNull(due) : update.set(due, next);
    assertThat(update.execute()).isEqualTo(changed.size());
    model.putAll(changed);
  }

  private void reopen(Random random) {
    if (kind == StoreKind.EMBEDDED && random.nextInt(5) == 0) {
      Duration ahead = Duration.between(Instant.now(), now);
      db.close();
      open();
      handle().context().expiryClock().advance(Math.max(0, ahead.toNanos() / 1_000));
      columns();
    }
  }
}
