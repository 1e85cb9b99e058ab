package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.ClosedException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Nested savepoints with rows, index entries, unique checks and open cursors, against a model. */
class SavepointPropertyTest {

  private static final int IDS = 8;
  private static final int EMAILS = 4;

  private record Person(String email, long age) {}

  private record Mark(long savepoint, TreeMap<Long, Person> state, int step) {}

  @Property(tries = 150)
  void shouldAgreeWithTheModelWhenRolledBackAndReleased(@ForAll long seed) {
    try (Database db = Databases.inMemory(Options.defaults())) {
      new Run(db, new Random(seed)).run();
    }
  }

  private static final class Run {
    private final Database db;
    private final Random random;
    private final Table people;
    private final LongColumn id;
    private final LongColumn age;
    private final StringColumn name;
    private final StringColumn email;
    private final List<Mark> marks = new ArrayList<>();
    private TreeMap<Long, Person> state = new TreeMap<>();
    private Transaction tx;
    private RowCursor cursor;
    private List<Long> ahead;
    private int openedAt;
    private boolean mayBeVoid;

    Run(Database db, Random random) {
      this.db = db;
      this.random = random;
      people = db.schema().createTable(DatabaseTest.PEOPLE);
      id = people.longColumn("id");
      age = people.longColumn("age");
      name = people.stringColumn("name");
      email = people.stringColumn("email");
    }

    void run() {
      try (PreparedScan scan = people.scan().using("by_name").prepare()) {
        for (int round = 0; round < 3; round++) {
          TreeMap<Long, Person> before = new TreeMap<>(state);
          tx =
              db.begin(
                  random.nextBoolean() ? IsolationLevel.SNAPSHOT : IsolationLevel.READ_COMMITTED);
          for (int step = 1; step < 60; step++) {
            step(scan, step);
          }
          checkAll(tx);
          closeCursor();
          marks.clear();
          if (random.nextInt(4) == 0) {
            tx.rollback();
            state = before;
          } else {
            tx.commit();
          }
          tx.close();
          try (ReadTransaction view = db.beginRead()) {
            checkAll(view);
          }
          assertThat(db.maintenance().verify().problems()).isEmpty();
        }
      }
    }

    private void step(PreparedScan scan, int step) {
      switch (random.nextInt(10)) {
        case 0, 1 -> insert();
        case 2, 3 -> update();
        case 4 -> delete();
        case 5 -> marks.add(new Mark(tx.savepoint(), new TreeMap<>(state), step));
        case 6 -> rollbackToSome();
        case 7 -> releaseSome();
        case 8 -> moveCursor(scan, step);
        default -> checkAll(tx);
      }
    }

    private String someEmail() {
      int number = random.nextInt(EMAILS + 1);
      return number == EMAILS ? null : "e" + number;
    }

    private boolean taken(String address, long except) {
      return address != null
          && state.entrySet().stream()
              .anyMatch(e -> e.getKey() != except && address.equals(e.getValue().email()));
    }

    private void insert() {
      long row = random.nextInt(IDS);
      Person person = new Person(someEmail(), random.nextInt(100));
      boolean refused = state.containsKey(row) || taken(person.email(), -1);
      boolean failed = false;
      try {
        people
            .insert(tx)
            .set(id, row)
            .set(name, "n" + person.age())
            .set(email, person.email())
            .set(age, person.age())
            .execute();
      } catch (ConstraintException e) {
        failed = true;
      }
      assertThat(failed).isEqualTo(refused);
      if (!refused) {
        state.put(row, person);
      }
    }

    private void update() {
      long row = random.nextInt(IDS);
      Person person = new Person(someEmail(), random.nextInt(100));
      boolean there = state.containsKey(row);
      boolean refused = there && taken(person.email(), row);
      long changed = 0;
      boolean failed = false;
      try {
        changed =
            people
                .update(tx)
                .where(id.eq(row))
                .set(name, "n" + person.age())
                .set(email, person.email())
                .set(age, person.age())
                .execute();
      } catch (ConstraintException e) {
        failed = true;
      }
      assertThat(failed).isEqualTo(refused);
      assertThat(changed).isEqualTo(there && !refused ? 1 : 0);
      if (changed == 1) {
        state.put(row, person);
      }
    }

    private void delete() {
      long from = random.nextInt(IDS);
      long deleted = people.delete(tx).where(id.between(from, from + 1)).execute();
      long expected = 0;
      for (long row = from; row <= from + 1; row++) {
        expected += state.remove(row) == null ? 0 : 1;
      }
      assertThat(deleted).isEqualTo(expected);
    }

    private void rollbackToSome() {
      if (marks.isEmpty()) {
        return;
      }
      int at = random.nextInt(marks.size());
      Mark mark = marks.get(at);
      tx.rollbackTo(mark.savepoint());
      state = new TreeMap<>(mark.state());
      mayBeVoid |= mark.step() < openedAt;
      refuseAndForget(at + 1);
    }

    private void releaseSome() {
      if (marks.isEmpty()) {
        return;
      }
      int at = random.nextInt(marks.size());
      tx.release(marks.get(at).savepoint());
      refuseAndForget(at);
    }

    private void refuseAndForget(int from) {
      while (marks.size() > from) {
        long gone = marks.remove(marks.size() - 1).savepoint();
        assertThatThrownBy(() -> tx.rollbackTo(gone)).isInstanceOf(IllegalUseException.class);
        assertThatThrownBy(() -> tx.release(gone)).isInstanceOf(IllegalUseException.class);
      }
    }

    private void moveCursor(PreparedScan scan, int step) {
      if (cursor == null) {
        cursor = scan.open(tx);
        ahead = inNameOrder();
        openedAt = step;
        mayBeVoid = false;
        return;
      }
      boolean moved;
      try {
        moved = cursor.next();
      } catch (ClosedException | IllegalUseException e) {
        assertThat(mayBeVoid).as("only a rollback from before may end a cursor").isTrue();
        closeCursor();
        return;
      }
      assertThat(moved).isEqualTo(!ahead.isEmpty());
      if (moved) {
        assertThat(cursor.getLong(id)).isEqualTo(ahead.remove(0));
      } else {
        closeCursor();
      }
    }

    private void closeCursor() {
      if (cursor != null) {
        cursor.close();
        cursor = null;
      }
    }

    /** As the index by_name orders: name, then age descending, which is the same, then key. */
    private List<Long> inNameOrder() {
      List<Long> rows = new ArrayList<>(state.keySet());
      rows.sort(
          (a, b) -> {
            int order = ("n" + state.get(a).age()).compareTo("n" + state.get(b).age());
            return order != 0 ? order : Long.compare(a, b);
          });
      return rows;
    }

    private void checkAll(ReadTransaction view) {
      TreeMap<Long, Person> found = new TreeMap<>();
      try (PreparedScan scan = people.scan().using("primary").prepare();
          RowCursor row = scan.open(view)) {
        while (row.next()) {
          String address = row.isNull(email) ? null : row.getString(email);
          found.put(row.getLong(id), new Person(address, row.getLong(age)));
        }
      }
      assertThat(found).isEqualTo(state);
      List<Long> byName = new ArrayList<>();
      try (PreparedScan scan = people.scan().using("by_name").prepare();
          RowCursor row = scan.open(view)) {
        while (row.next()) {
          byName.add(row.getLong(id));
        }
      }
      assertThat(byName).isEqualTo(inNameOrder());
      Get get = people.get("by_email");
      for (int i = 0; i < EMAILS; i++) {
        String address = "e" + i;
        Long owner = null;
        for (Map.Entry<Long, Person> entry : state.entrySet()) {
          owner = address.equals(entry.getValue().email()) ? entry.getKey() : owner;
        }
        assertThat(get.set(email, address).fetch(view)).isEqualTo(owner != null);
        if (owner != null) {
          assertThat(get.getLong(id)).isEqualTo(owner);
        }
      }
    }
  }
}
