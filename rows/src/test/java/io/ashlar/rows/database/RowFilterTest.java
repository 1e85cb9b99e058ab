package io.ashlar.rows.database;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ashlar.Delete;
import io.ashlar.Join;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.aggregate.PreparedGroups;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.row.RowFilter;
import io.ashlar.row.RowReader;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Conditions that are code, in every statement that can have one. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class RowFilterTest extends DatabaseTest {

  private static final long ROWS = 12;

  private Table people;
  private LongColumn id;
  private LongColumn age;
  private StringColumn name;
  private StringColumn email;

  /** The rows that a filter was asked for. */
  private final List<Long> asked = new ArrayList<>();

  private RowFilter even;

  RowFilterTest(StoreKind kind) {
    super(kind);
  }

  @BeforeEach
  void fill() {
    people = people();
    id = people.longColumn("id");
    age = people.longColumn("age");
    name = people.stringColumn("name");
    email = people.stringColumn("email");
    for (long i = 1; i <= ROWS; i++) {
      insert(people, i, "n" + (char) ('a' + i), i % 5 == 0 ? null : "e" + i, 100 - i);
    }
    even =
        row -> {
          asked.add(row.getLong(id));
          return row.getLong(id) % 2 == 0;
        };
  }

  private List<Long> rows(ReadTransaction tx, Scan scan) {
    try (PreparedScan prepared = scan.prepare();
        RowCursor row = prepared.open(tx)) {
      return rest(row);
    }
  }

  private List<Long> rest(RowCursor row) {
    List<Long> rows = new ArrayList<>();
    while (row.next()) {
      rows.add(row.getLong(id));
    }
    return rows;
  }

  private List<Long> rows(UnaryOperator<Scan> shape) {
    try (ReadTransaction tx = db.beginRead()) {
      return rows(tx, shape.apply(people.scan().filter(even, id)));
    }
  }

  private long ageOf(long row) {
    return people.get().set(id, row).find().orElseThrow().getLong(age);
  }

  @Test
  void shouldSelectBeforeLimitOffsetAndSort() {
    assertThat(rows(scan -> scan)).containsExactly(2L, 4L, 6L, 8L, 10L, 12L);
    assertThat(rows(scan -> scan.limit(2).offset(1))).containsExactly(4L, 6L);
    assertThat(rows(scan -> scan.reverse().limit(2))).containsExactly(12L, 10L);
    assertThat(rows(scan -> scan.orderBy(age.ascending()).limit(2))).containsExactly(12L, 10L);
    assertThat(rows(scan -> scan.using("by_name").limit(1))).containsExactly(2L);
    assertThat(rows(scan -> scan.where(id.in(1L, 2L, 3L, 4L)))).containsExactly(2L, 4L);
    assertThat(rows(scan -> scan.where(id.eq(3)))).isEmpty();
    assertThat(rows(scan -> scan.where(id.eq(4)))).containsExactly(4L);
    try (Transaction tx = db.begin()) {
      assertThat(rows(tx, people.scan().filter(even, id).forUpdate().limit(1))).containsExactly(2L);
      assertThat(handle().context().transactions().locks().heldRowLocks()).isEqualTo(1);
    }
  }

  @Test
  void shouldAskOnlyForRowsThatThePredicateSelects() {
    Thread runner = Thread.currentThread();
    RowFilter judge =
        row -> {
          assertThat(Thread.currentThread()).isSameAs(runner);
          return even.accepts(row);
        };
    try (ReadTransaction tx = db.beginRead()) {
      Scan scan = people.scan().where(age.lessThan(93).and(email.isNotNull())).filter(judge, id);
      assertThat(rows(tx, scan)).containsExactly(8L, 12L);
      assertThat(asked).containsExactly(8L, 9L, 11L, 12L);
      asked.clear();
      // The entry has what the filter reads, but not what the predicate needs.
      scan = people.scan().using("by_email").where(email.isNotNull().and(age.lessThan(93)));
      assertThat(rows(tx, scan.filter(judge, id))).containsExactlyInAnyOrder(8L, 12L);
      assertThat(asked).containsExactlyInAnyOrder(8L, 9L, 11L, 12L);
      asked.clear();
      // Unknown is not true.
      assertThat(rows(tx, people.scan().where(email.greaterThan("e8")).filter(judge, id)))
          .isEmpty();
      assertThat(asked).containsExactly(9L);
      asked.clear();
      assertThat(rows(tx, people.scan().where(id.in(new long[0])).filter(judge, id))).isEmpty();
      assertThat(rows(tx, people.scan().filter(judge, id).limit(0))).isEmpty();
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void shouldCoverWhatTheFilterReads() {
    RowFilter named = row -> row.view(name).contentEquals("nc");
    RowFilter aged = row -> row.getLong(age) == 98 && row.getString(name).equals("nc");
    RowFilter with = row -> !row.isNull(email) && row.get(email).equals("e2");
    try (ReadTransaction tx = db.beginRead();
        PreparedScan entry =
            people.scan().using("by_email").select(email).filter(named, name).prepare();
        PreparedScan row =
            people.scan().using("by_email").select(email).filter(aged, name, age).prepare();
        PreparedScan stored =
            people.scan().using("by_name").select(name).filter("e2", with, email).prepare()) {
      assertThat(entry.explain()).contains("filter row filter in the entry\ncovering");
      assertThat(row.explain()).contains("fetch the row\nfilter row filter");
      assertThat(stored.explain()).contains("filter row filter e2 in the entry\ncovering");
      for (PreparedScan scan : List.of(entry, row, stored)) {
        try (RowCursor found = scan.open(tx)) {
          assertThat(found.next()).isTrue();
          assertThat(found.next()).isFalse();
        }
      }
    }
  }

  @Test
  void shouldShowTheReadColumnsAloneAndOnlyWhileAsked() {
    List<RowReader> kept = new ArrayList<>();
    try (ReadTransaction tx = db.beginRead()) {
      assertThatThrownBy(
              () -> rows(tx, people.scan().filter(row -> row.getLong(age) > 0, id, name)))
          .isInstanceOf(IllegalUseException.class)
          .hasMessageContaining("not selected");
      assertThatThrownBy(
              () -> rows(tx, people.scan().filter(row -> row.getString(email) != null, email)))
          .isInstanceOf(IllegalUseException.class)
          .hasMessageContaining("null");
      assertThat(rows(tx, people.scan().filter(kept::add, id).limit(1))).containsExactly(1L);
      assertThatThrownBy(() -> kept.get(0).getLong(id)).isInstanceOf(IllegalUseException.class);
      assertThat(rows(tx, people.scan().filter(row -> false))).isEmpty();
      assertThat(rows(tx, people.scan().filter(row -> row.version() > 0))).hasSize((int) ROWS);
      Table other =
          db.schema()
              .createTable(
                  TableSchema.named("o").column("x", ColumnType.LONG).primaryKey("x").build());
      assertThatThrownBy(() -> people.scan().filter(even, other.column("x")).prepare())
          .isInstanceOf(SchemaException.class);
      assertThatThrownBy(() -> people.update().filter(even, other.column("x")))
          .isInstanceOf(SchemaException.class);
      assertThatThrownBy(() -> people.scan().filter(even).filter(even))
          .isInstanceOf(IllegalUseException.class);
    }
  }

  @Test
  void shouldFilterAggregatesGroupsAndJoins() {
    LongAggregate count = Aggregate.count();
    var least = Aggregate.min(id);
    var most = Aggregate.max(age);
    try (ReadTransaction tx = db.beginRead();
        PreparedAggregate sums = people.scan().filter(even, id).aggregate(count, least, most);
        PreparedAggregate seeks = people.scan().filter(even, id).aggregate(least);
        PreparedGroups groups =
            people.scan().where(id.atMost(7)).filter(even, id).groupBy(email).aggregate(count);
        PreparedScan outer = people.scan().filter(even, id).prepare();
        PreparedScan inner =
            people
                .scan()
                .where(id.atLeast(parameter(0)).and(id.atMost(9)))
                .filter(even, id)
                .prepare()) {
      assertThat(sums.fetch(tx).getLong(count)).isEqualTo(6);
      assertThat(sums.fetch(tx).get(least)).isEqualTo(2L);
      assertThat(sums.fetch(tx).get(most)).isEqualTo(98L);
      assertThat(seeks.fetch(tx).get(least)).isEqualTo(2L);
      List<String> emails = new ArrayList<>();
      try (GroupCursor group = groups.open(tx)) {
        while (group.next()) {
          assertThat(group.getLong(count)).isEqualTo(1);
          emails.add(group.getString(email));
        }
      }
      assertThat(emails).containsExactly("e2", "e4", "e6");
      List<String> pairs = new ArrayList<>();
      try (Join join =
          Join.inner(outer.open(tx), tx, inner, (row, scan) -> scan.bind(0, row.getLong(id)))) {
        while (join.next()) {
          pairs.add(join.outer().getLong(id) + "-" + join.inner().getLong(id));
        }
      }
      assertThat(pairs)
          .containsExactly("2-2", "2-4", "2-6", "2-8", "4-4", "4-6", "4-8", "6-6", "6-8", "8-8");
    }
  }

  @Test
  void shouldChangeTheRowsThatPass() {
    Update update = people.update().where(age.atLeast(parameter(0))).filter(even, id).set(age, 0);
    assertThat(update.bind(0, 93).limit(2).execute()).isEqualTo(2);
    assertThat(List.of(ageOf(2), ageOf(4), ageOf(6))).containsExactly(0L, 0L, 94L);
    // Stays part of the statement, whatever its predicate; bindings stay with another filter.
    assertThat(update.where(id.eq(parameter(0))).bind(0, 3).set(age, 1).execute()).isZero();
    assertThat(update.filter(row -> true).set(age, 1).execute()).isEqualTo(1);
    assertThat(ageOf(3)).isEqualTo(1);
    Delete delete = people.delete().filter(even, id).orderBy(id.descending()).limit(1);
    assertThat(delete.execute()).isEqualTo(1);
    assertThat(people.get().set(id, ROWS).find()).isEmpty();
    try (Transaction tx = db.begin()) {
      assertThat(people.delete(tx).filter(even, id).execute()).isEqualTo(5);
      assertThat(rows(tx, people.scan())).containsExactly(1L, 3L, 5L, 7L, 9L, 11L);
    }
  }

  /** Takes a row away from the statement after it was found. */
  private RowFilter interfering(List<Long> seen) {
    return row -> {
      if (row.getLong(id) == 4 && seen.isEmpty()) {
        seen.add(4L);
        assertThat(people.update().where(id.eq(4)).set(age, -1).execute()).isEqualTo(1);
      }
      return row.getLong(age) > 0;
    };
  }

  @Test
  void shouldJudgeAgainUnderTheLock() {
    try (Transaction tx = db.begin(IsolationLevel.READ_COMMITTED)) {
      long changed =
          people
              .update(tx)
              .where(id.between(3, 5))
              .filter(interfering(new ArrayList<>()), id, age)
              .set(age, 7)
              .execute();
      assertThat(changed).isEqualTo(2);
      tx.commit();
    }
    assertThat(List.of(ageOf(3), ageOf(4), ageOf(5))).containsExactly(7L, -1L, 7L);
    assertThat(people.update().where(id.eq(4)).set(age, 9).execute()).isEqualTo(1);
    try (Transaction tx = db.begin(IsolationLevel.READ_COMMITTED)) {
      Scan scan = people.scan().filter(interfering(new ArrayList<>()), id, age).limit(4);
      assertThat(rows(tx, scan.forUpdate())).containsExactly(1L, 2L, 3L, 5L);
    }
    for (IsolationLevel level : List.of(IsolationLevel.SNAPSHOT, IsolationLevel.SERIALIZABLE)) {
      assertThat(people.update().where(id.eq(4)).set(age, 9).execute()).isEqualTo(1);
      try (Transaction tx = db.begin(level)) {
        Delete delete = people.delete(tx).filter(interfering(new ArrayList<>()), id, age);
        assertThatThrownBy(delete::execute).isInstanceOf(WriteConflictException.class);
      }
    }
  }

  @Test
  void shouldPassOnWhatItThrowsAndUndoTheStatementAlone() {
    IllegalStateException thrown = new IllegalStateException("of the user");
    RowFilter failing =
        row -> {
          if (row.getLong(id) == 5) {
            throw thrown;
          }
          return true;
        };
    for (IsolationLevel level : IsolationLevel.values()) {
      try (Transaction tx = db.begin(level)) {
        assertThat(people.update(tx).where(id.eq(1)).set(age, 500).execute()).isEqualTo(1);
        Update update = people.update(tx).filter(failing, id).set(age, 600);
        assertThat(catchThrowable(update::execute)).isSameAs(thrown);
        assertThat(catchThrowable(people.delete(tx).filter(failing, id)::execute)).isSameAs(thrown);
        Scan scan = people.scan().filter(failing, id);
        assertThat(catchThrowable(() -> rows(tx, scan))).isSameAs(thrown);
        Scan sorted = people.scan().filter(failing, id).orderBy(age.ascending()).limit(3);
        assertThat(catchThrowable(() -> rows(tx, sorted))).isSameAs(thrown);
        Scan locked = people.scan().filter(failing, id).forUpdate();
        assertThat(catchThrowable(() -> rows(tx, locked))).isSameAs(thrown);
        try (PreparedAggregate sums =
                people.scan().filter(failing, id).aggregate(Aggregate.count());
            PreparedGroups groups =
                people.scan().filter(failing, id).groupBy(age).aggregate(Aggregate.count())) {
          assertThat(catchThrowable(() -> sums.fetch(tx))).isSameAs(thrown);
          assertThat(catchThrowable(() -> groups.open(tx))).isSameAs(thrown);
        }
        assertThat(rows(tx, people.scan().where(age.atLeast(500)))).containsExactly(1L);
        assertThat(tx.commit()).isPositive();
      }
    }
    assertThat(catchThrowable(people.update().filter(failing, id).set(age, 600)::execute))
        .isSameAs(thrown);
    assertThat(ageOf(2)).isEqualTo(98);
  }

  @Test
  void shouldRefuseTheStatementAndTheTransactionThatAreInUse() {
    try (Transaction tx = db.begin();
        PreparedScan other = people.scan().prepare()) {
      List<PreparedScan> own = new ArrayList<>();
      List<Runnable> uses =
          List.of(
              () -> own.get(0).open(tx),
              () -> own.get(0).bind(0, 1),
              () -> other.open(tx),
              () -> people.get().set(id, 1).fetch(tx),
              () -> people.update(tx).where(id.eq(1)).set(age, 1).execute(),
              tx::commit,
              tx::rollback,
              tx::savepoint);
      for (Runnable use : uses) {
        RowFilter inside =
            row -> {
              use.run();
              return true;
            };
        try (PreparedScan scan =
            people.scan().where(id.atLeast(parameter(0))).filter(inside).prepare()) {
          own.clear();
          own.add(scan);
          try (RowCursor row = scan.bind(0, 0).open(tx)) {
            assertThatThrownBy(row::next).isInstanceOf(IllegalUseException.class);
          }
        }
        assertThat(tx.active()).isTrue();
      }
      // Others may be used.
      assertThat(rows(tx, people.scan().filter(row -> ageOf(3) == 97).limit(1)))
          .containsExactly(1L);
    }
  }

  @Test
  @SuppressWarnings("try") // the close within is what is tried
  void shouldEndWhenTheTransactionIsClosedInside() {
    for (UnaryOperator<Scan> shape :
        List.<UnaryOperator<Scan>>of(
            scan -> scan, Scan::forUpdate, scan -> scan.using("by_name"))) {
      try (Transaction tx = db.begin()) {
        RowFilter closing =
            row -> {
              tx.close();
              return false;
            };
        assertThatThrownBy(() -> rows(tx, shape.apply(people.scan()).filter(closing)))
            .isInstanceOf(ClosedException.class);
      }
    }
    assertThat(handle().context().transactions().locks().idle()).isTrue();
  }
}
