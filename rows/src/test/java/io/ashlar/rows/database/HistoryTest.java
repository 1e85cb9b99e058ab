package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.aggregate.PreparedGroups;
import io.ashlar.error.HistoryUnavailableException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.row.Row;
import io.ashlar.schema.IndexSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as they were at earlier times. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class HistoryTest extends DatabaseTest {

  private static final int ROWS = 15;

  private Table people;
  private LongColumn id;
  private LongColumn age;
  private StringColumn name;

  /** The ages by id after each commit. */
  private final NavigableMap<Long, NavigableMap<Long, Long>> states = new TreeMap<>();

  private final boolean onDisk;

  HistoryTest(StoreKind kind) {
    super(kind);
    onDisk = kind == StoreKind.EMBEDDED;
  }

  @BeforeEach
  void create() {
    people = people();
    columns();
  }

  private void columns() {
    id = people.longColumn("id");
    age = people.longColumn("age");
    name = people.stringColumn("name");
  }

  @Test
  void shouldShowTheTableAsItWasAfterEachCommit() {
    db.schema().keepHistory("people", Duration.ofDays(1));
    assertThat(people.historyRetention()).isEqualTo(Duration.ofDays(1));
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 80; i++) {
        change(random);
      }
      states.forEach((time, rows) -> check(time, rows, random));
      assertThat(db.maintenance().verify().problems()).isEmpty();
      if (onDisk) {
        db.close();
        db = StoreKind.EMBEDDED.open(directory, options());
        people = db.table("people");
        columns();
        assertThat(people.historyRetention()).isEqualTo(Duration.ofDays(1));
      }
    }
  }

  private void change(SplittableRandom random) {
    TreeMap<Long, Long> rows =
        new TreeMap<>(states.isEmpty() ? new TreeMap<>() : states.lastEntry().getValue());
    try (Transaction tx = db.begin()) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        long row = random.nextInt(ROWS);
        if (random.nextInt(3) == 0) {
          people.delete(tx).where(id.eq(row)).execute();
          rows.remove(row);
        } else {
          long value = random.nextInt(100);
          people
              .upsert(tx)
              .set(id, row)
              .set(name, "n" + value)
              .set(people.stringColumn("email"), row + "@x")
              .set(age, value)
              .execute();
          rows.put(row, value);
        }
      }
      states.put(tx.commit(), rows);
    }
  }

  private void check(long time, NavigableMap<Long, Long> rows, SplittableRandom random) {
    try (ReadTransaction past = db.beginReadAsOf(time)) {
      assertThat(past.readTimestamp()).isEqualTo(time);
      for (long row = 0; row < ROWS; row++) {
        Long found = people.get().set(id, row).find(past).map(r -> r.getLong(age)).orElse(null);
        assertThat(found).as("row %d at %d", row, time).isEqualTo(rows.get(row));
      }
      long from = random.nextInt(ROWS);
      long to = from + random.nextInt(ROWS);
      List<Long> expected = new ArrayList<>(rows.subMap(from, true, to, true).values());
      assertThat(ages(past, from, to, false)).isEqualTo(expected);
      Collections.reverse(expected);
      assertThat(ages(past, from, to, true)).isEqualTo(expected);
      // The predicate would be answered by an index today; then it filters.
      long old = rows.values().stream().filter(value -> value >= 50).count();
      try (PreparedScan scan = people.scan().where(age.atLeast(50)).prepare();
          RowCursor row = scan.open(past)) {
        long count = 0;
        while (row.next()) {
          count++;
        }
        assertThat(count).isEqualTo(old);
      }
    }
  }

  private List<Long> ages(ReadTransaction past, long from, long to, boolean backward) {
    List<Long> ages = new ArrayList<>();
    var order = backward ? id.descending() : id.ascending();
    try (PreparedScan scan =
            people.scan().where(id.between(from, to)).orderBy(order).select(age).prepare();
        RowCursor row = scan.open(past)) {
      while (row.next()) {
        ages.add(row.getLong(age));
      }
    }
    return ages;
  }

  @Test
  void shouldUseOnePreparedScanForPastAndPresent() {
    db.schema().keepHistory("people", Duration.ofHours(1));
    insert(people, 1, "Abe", "a@x", 30);
    long before = put(1, 31);
    put(1, 32);
    try (PreparedScan scan = people.scan().where(name.eq("Abe")).prepare();
        ReadTransaction past = db.beginReadAsOf(before);
        ReadTransaction present = db.beginRead()) {
      for (int i = 0; i < 3; i++) {
        assertThat(onlyAge(scan, past)).isEqualTo(31);
        assertThat(onlyAge(scan, present)).isEqualTo(32);
      }
    }
  }

  @Test
  void shouldShowThePresentAsOfNow() {
    db.schema().keepHistory("people", Duration.ofHours(1));
    insert(people, 1, "Abe", "a@x", 30);
    for (int i = 0; i < 20; i++) {
      put(1, i);
      Instant now = Instant.now();
      try (ReadTransaction past = db.beginReadAsOf(now)) {
        assertThat(people.get().set(id, 1).find(past).map(row -> row.getLong(age)))
            .contains((long) i);
      }
      put(1, 99);
      try (ReadTransaction past = db.beginReadAsOf(now)) {
        assertThat(people.get().set(id, 1).find(past).map(row -> row.getLong(age)))
            .contains((long) i);
      }
    }
  }

  /** What indexes could answer today the primary key answers of the past. */
  @Test
  void shouldAggregateThePastWhateverIndexesThereAre() {
    db.schema().keepHistory("people", Duration.ofHours(1));
    for (int i = 1; i <= 6; i++) {
      insert(people, i, "n" + i % 2, i + "@x", 10L * i);
    }
    long before = put(1, 99);
    db.schema().createIndex("people", IndexSchema.named("by_age").ascending("age").build());
    put(2, 5);
    people.delete().where(id.atLeast(5)).execute();
    db.maintenance().analyze();
    LongAggregate rows = Aggregate.count();
    LongAggregate greatest = Aggregate.max(age);
    Predicate odd = name.eq("n1");
    try (PreparedAggregate most = people.scan().aggregate(greatest);
        PreparedAggregate count = people.scan().where(odd.and(age.lessThan(95))).aggregate(rows);
        PreparedGroups groups = people.scan().where(odd).groupBy(id).aggregate(rows);
        PreparedGroups byIndex = people.scan().groupBy(age).aggregate(rows)) {
      for (int turn = 0; turn < 2; turn++) {
        try (ReadTransaction past = db.beginReadAsOf(before);
            ReadTransaction present = db.beginRead()) {
          assertThat(most.fetch(past).getLong(greatest)).isEqualTo(99);
          assertThat(most.explain()).contains("primary");
          assertThat(most.fetch(present).getLong(greatest)).isEqualTo(99);
          assertThat(most.explain()).contains("by_age");
          assertThat(count.fetch(past).getLong(rows)).isEqualTo(2);
          assertThat(count.fetch(present).getLong(rows)).isEqualTo(1);
          assertThat(groupsOf(groups, past)).isEqualTo(3);
          assertThat(groupsOf(groups, present)).isEqualTo(2);
          assertThat(groupsOf(byIndex, present)).isEqualTo(4);
          assertThat(groupsOf(byIndex, past)).isEqualTo(6);
          assertThat(byIndex.explain()).contains("primary").contains("gather in memory");
        }
      }
    }
    try (PreparedAggregate named = people.scan().using("by_age").aggregate(greatest);
        ReadTransaction past = db.beginReadAsOf(before)) {
      assertThatThrownBy(() -> named.fetch(past))
          .isInstanceOf(HistoryUnavailableException.class)
          .hasMessageContaining("by_age");
    }
  }

  private static int groupsOf(PreparedGroups groups, ReadTransaction tx) {
    try (GroupCursor group = groups.open(tx)) {
      int count = 0;
      while (group.next()) {
        count++;
      }
      return count;
    }
  }

  private long onlyAge(PreparedScan scan, ReadTransaction tx) {
    try (RowCursor row = scan.open(tx)) {
      assertThat(row.next()).isTrue();
      long found = row.getLong(age);
      assertThat(row.next()).isFalse();
      return found;
    }
  }

  private long put(long row, long value) {
    try (Transaction tx = db.begin()) {
      people.update(tx).where(id.eq(row)).set(age, value).execute();
      return tx.commit();
    }
  }

  @Test
  void shouldRefuseWhatTheHistoryDoesNotCover() {
    insert(people, 1, "Abe", "a@x", 30);
    long before = put(1, 31);
    assertRefused(before, "The table keeps no history.");
    db.schema().keepHistory("people", Duration.ofHours(1));
    assertRefused(before - 1, "had not begun");
    long newest = put(1, 32);
    assertThatThrownBy(() -> db.beginReadAsOf(newest + (60_000L << 20)))
        .isInstanceOf(HistoryUnavailableException.class)
        .hasMessageContaining("beyond");
    assertThatThrownBy(() -> db.beginReadAsOf(Instant.now().plusSeconds(60)))
        .isInstanceOf(HistoryUnavailableException.class);
    try (ReadTransaction past = db.beginReadAsOf(newest)) {
      assertThatThrownBy(
              () -> people.get("by_email").set(people.stringColumn("email"), "a@x").find(past))
          .isInstanceOf(HistoryUnavailableException.class)
          .hasMessageContaining("by_email");
      try (PreparedScan scan = people.scan().using("by_name").prepare()) {
        assertThatThrownBy(() -> scan.open(past)).isInstanceOf(HistoryUnavailableException.class);
      }
    }
    db.schema().keepHistory("people", Duration.ZERO);
    assertThat(people.historyRetention()).isEqualTo(Duration.ZERO);
    assertRefused(newest, "The table keeps no history.");
    assertThatThrownBy(() -> db.schema().keepHistory("people", Duration.ofMillis(-1)))
        .isInstanceOf(IllegalUseException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -(1L << 20), -2, -1, 0, Long.MAX_VALUE})
  void shouldRefuseATimeThatNoCommitCanHave(long time) {
    // Whatever the tables keep: the time itself is none.
    assertThatThrownBy(() -> db.beginReadAsOf(time))
        .isInstanceOfSatisfying(
            HistoryUnavailableException.class,
            e -> assertThat(e.facts()).containsEntry("asOf", Long.toString(time)));
    db.schema().keepHistory("people", Duration.ofHours(1));
    long newest = put(1, 31);
    assertThatThrownBy(() -> db.beginReadAsOf(time))
        .isInstanceOf(HistoryUnavailableException.class);
    try (ReadTransaction present = db.beginReadAsOf(newest)) {
      assertThat(present.readTimestamp()).isEqualTo(newest);
    }
  }

  @Test
  void shouldRefuseInstantsThatTimestampsCannotSay() {
    for (Instant time : List.of(Instant.MIN, Instant.EPOCH.minusNanos(1), Instant.EPOCH)) {
      try (ReadTransaction past = db.beginReadAsOf(time)) {
        assertThatThrownBy(() -> people.get().set(id, 1).find(past))
            .isInstanceOf(HistoryUnavailableException.class);
      }
    }
    assertThatThrownBy(() -> db.beginReadAsOf(Instant.MAX))
        .isInstanceOf(HistoryUnavailableException.class);
  }

  private void assertRefused(long time, String sentence) {
    try (ReadTransaction past = db.beginReadAsOf(time)) {
      assertThatThrownBy(() -> people.get().set(id, 1).find(past).map(Row::version))
          .isInstanceOf(HistoryUnavailableException.class)
          .hasMessageContaining(sentence);
    }
  }

  @Test
  void shouldNotShowADroppedTableUnderItsSuccessorsName() {
    db.schema().keepHistory("people", Duration.ofHours(1));
    insert(people, 1, "Abe", "a@x", 30);
    long before = put(1, 31);
    db.schema().dropTable("people");
    people = people();
    columns();
    db.schema().keepHistory("people", Duration.ofHours(1));
    assertRefused(before, "had not begun");
  }

  @Test
  void shouldKeepTheVersionsWhenAShorterRetentionIsMadeLonger() {
    db.schema().keepHistory("people", Duration.ofHours(1));
    insert(people, 1, "Abe", "a@x", 30);
    long before = put(1, 31);
    put(1, 32);
    db.schema().keepHistory("people", Duration.ofHours(3));
    try (ReadTransaction past = db.beginReadAsOf(before)) {
      assertThat(people.get().set(id, 1).find(past).map(row -> row.getLong(age))).contains(31L);
    }
  }
}
