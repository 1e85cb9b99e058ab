package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What SERIALIZABLE records of rows and index entries. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class SerializableTest extends DatabaseTest {

  private Table people;
  private LongColumn id;
  private StringColumn name;
  private StringColumn email;
  private LongColumn age;
  private Transaction tx;

  SerializableTest(StoreKind kind) {
    super(kind);
  }

  @BeforeEach
  void fill() {
    people = people();
    id = people.longColumn("id");
    name = people.stringColumn("name");
    email = people.stringColumn("email");
    age = people.longColumn("age");
    insert(people, 1, "Abe", "a@x", 10);
    insert(people, 2, "Bea", "b@x", 20);
    insert(people, 3, "Cid", "c@x", 30);
    insert(people, 4, "Dan", "d@x", 40);
    tx = db.begin(IsolationLevel.SERIALIZABLE);
  }

  @AfterEach
  void end() {
    tx.close();
  }

  private List<Long> ids(Scan scan, ReadTransaction in) {
    List<Long> found = new ArrayList<>();
    try (PreparedScan prepared = scan.prepare();
        RowCursor row = prepared.open(in)) {
      while (row.next()) {
        found.add(row.getLong(id));
      }
    }
    return found;
  }

  private void writeOwn() {
    assertThat(people.insert(tx).set(id, 100).set(name, "Own").set(age, 1).execute()).isEqualTo(1);
  }

  private void mustConflict() {
    writeOwn();
    assertThatThrownBy(tx::commit).isInstanceOf(SerializationConflictException.class);
    assertThat(people.get().set(id, 100).find()).isEmpty();
  }

  private void mustCommit() {
    writeOwn();
    assertThat(tx.commit()).isPositive();
    assertThat(people.get().set(id, 100).find()).isPresent();
  }

  private Scan named(String from, String to) {
    return people.scan().using("by_name").where(name.between(from, to)).select(id, name);
  }

  @Test
  void shouldConflictWhenAnEntryMovesIntoTheRangeOfAnIndexOnlyScan() {
    assertThat(ids(named("B", "Cz"), tx)).containsExactly(2L, 3L);
    assertThat(people.update().where(id.eq(4)).set(name, "Bob").execute()).isEqualTo(1);
    mustConflict();
  }

  @Test
  void shouldConflictWhenAnEntryMovesOutOfTheRangeOfAnIndexOnlyScan() {
    assertThat(ids(named("B", "Cz"), tx)).containsExactly(2L, 3L);
    assertThat(people.update().where(id.eq(3)).set(name, "Zoe").execute()).isEqualTo(1);
    mustConflict();
  }

  @Test
  void shouldNotMindEntriesThatMoveOutsideTheRangeOfAnIndexOnlyScan() {
    assertThat(ids(named("B", "Cz"), tx)).containsExactly(2L, 3L);
    assertThat(people.update().where(id.eq(4)).set(name, "Eve").execute()).isEqualTo(1);
    assertThat(people.delete().where(id.eq(1)).execute()).isEqualTo(1);
    mustCommit();
  }

  @Test
  void shouldConflictWhenARowComesIntoAnEmptyRangeOfAnIndex() {
    assertThat(ids(named("X", "Z"), tx)).isEmpty();
    insert(people, 9, "Yan", null, 1);
    mustConflict();
  }

  @Test
  void shouldRecordTheRowBehindAnEntryThatDoesNotCover() {
    Scan scan = people.scan().using("by_email").where(email.eq("b@x"));
    try (PreparedScan prepared = scan.prepare();
        RowCursor row = prepared.open(tx)) {
      assertThat(row.next()).isTrue();
      assertThat(row.getLong(age)).isEqualTo(20);
    }
    // Changes the row and no entry of this index.
    assertThat(people.update().where(id.eq(2)).set(age, 21).execute()).isEqualTo(1);
    mustConflict();
  }

  @Test
  void shouldRecordTheRowThatIsFoundByAUniqueKey() {
    assertThat(people.get("by_email").set(email, "b@x").find(tx)).isPresent();
    assertThat(people.update().where(id.eq(2)).set(age, 21).execute()).isEqualTo(1);
    mustConflict();
  }

  @Test
  void shouldRecordThatAUniqueKeyIsAbsent() {
    assertThat(people.get("by_email").set(email, "n@x").find(tx)).isEmpty();
    insert(people, 9, "Nan", "n@x", 1);
    mustConflict();
  }

  @Test
  void shouldNotMindOtherRowsWhenOneWasRead() {
    assertThat(people.get().set(id, 2).find(tx)).isPresent();
    assertThat(people.update().where(id.eq(3)).set(age, 21).execute()).isEqualTo(1);
    mustCommit();
  }

  @Test
  void shouldRecordRowsReadThroughACursorAfterOwnWrites() {
    assertThat(people.update(tx).where(id.eq(1)).set(age, 11).execute()).isEqualTo(1);
    Scan scan = people.scan().using("by_email").where(email.between("b@x", "c@x"));
    assertThat(ids(scan.select(id, age), tx)).containsExactly(2L, 3L);
    assertThat(people.update().where(id.eq(3)).set(age, 31).execute()).isEqualTo(1);
    mustConflict();
  }

  @Test
  void shouldJudgeALimitedScanUpToItsLastRow() {
    Scan first = people.scan().limit(2);
    assertThat(ids(first, tx)).containsExactly(1L, 2L);
    assertThat(people.delete().where(id.eq(4)).execute()).isEqualTo(1);
    mustCommit();
    tx.begin();
    assertThat(ids(people.scan().reverse().limit(1), tx)).containsExactly(100L);
    insert(people, 50, "Mid", null, 1);
    insert(people, 200, "End", null, 1);
    assertThat(people.update(tx).where(id.eq(1)).set(age, 12).execute()).isEqualTo(1);
    assertThatThrownBy(tx::commit).isInstanceOf(SerializationConflictException.class);
  }

  @Test
  void shouldRefuseWriteSkewOverAPredicate() {
    // At most one person of 40 or more: each looks, finds one, and makes another so.
    try (Transaction other = db.begin(IsolationLevel.SERIALIZABLE)) {
      Scan old = people.scan().where(age.atLeast(40));
      assertThat(ids(old, tx)).containsExactly(4L);
      assertThat(ids(old, other)).containsExactly(4L);
      assertThat(people.update(tx).where(id.eq(4)).set(age, 39).execute()).isEqualTo(1);
      assertThat(people.update(other).where(id.eq(3)).set(age, 45).execute()).isEqualTo(1);
      tx.commit();
      assertThatThrownBy(other::commit).isInstanceOf(SerializationConflictException.class);
    }
  }

  @Test
  void shouldRunAgainWhenTransactIsRefused() {
    AtomicInteger runs = new AtomicInteger();
    int seen =
        db.transact(
            IsolationLevel.SERIALIZABLE,
            again -> {
              int found = ids(named("X", "Z"), again).size();
              if (runs.incrementAndGet() == 1) {
                insertYan();
              }
              people.insert(again).set(id, 300).set(name, "Last").execute();
              return found;
            });
    assertThat(runs).hasValue(2);
    assertThat(seen).isEqualTo(1);
    assertThat(tx.isolation()).isEqualTo(IsolationLevel.SERIALIZABLE);
  }

  private void insertYan() {
    try (Transaction other = db.begin()) {
      people.insert(other).set(id, 9).set(name, "Yan").execute();
      other.commit();
    }
  }

  @Test
  void shouldNeverRefuseAReadTransaction() {
    try (ReadTransaction view = db.beginRead()) {
      assertThat(ids(people.scan(), view)).hasSize(4);
      assertThat(people.delete().where(id.eq(4)).execute()).isEqualTo(1);
      assertThat(ids(people.scan(), view)).hasSize(4);
    }
    assertThat(ids(people.scan(), tx)).hasSize(3);
    insert(people, 9, "Yan", null, 1);
    assertThat(tx.commit()).isPositive();
  }
}
