package io.ashlar.rows.database;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.page.Budget;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.statistics.ScanReport;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** When a scan is shown a kept result, and when not. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class ResultCacheTest extends DatabaseTest {

  private Table people;
  private LongColumn id;
  private StringColumn name;
  private LongColumn age;
  private PreparedScan young;

  ResultCacheTest(StoreKind kind) {
    super(kind);
  }

  @BeforeEach
  void fill() {
    people = people();
    id = people.longColumn("id");
    name = people.stringColumn("name");
    age = people.longColumn("age");
    for (int i = 0; i < 20; i++) {
      insert(people, i, "name" + i % 4, "mail" + i, i);
    }
    young = people.scan().where(id.lessThan(parameter(0))).cacheResults().prepare();
  }

  @AfterEach
  void end() {
    young.close();
  }

  private List<Long> ids(PreparedScan scan, ReadTransaction tx) {
    List<Long> ids = new ArrayList<>();
    try (RowCursor rows = scan.open(tx)) {
      while (rows.next()) {
        ids.add(rows.getLong(id));
      }
    }
    return ids;
  }

  /** Whether a scan in a view of now is shown a kept result. */
  private boolean hits(PreparedScan scan) {
    try (ReadTransaction tx = db.beginRead()) {
      return hits(scan, tx);
    }
  }

  private boolean hits(PreparedScan scan, ReadTransaction tx) {
    long before = db.monitor().cacheStatistics().resultHits();
    ids(scan, tx);
    return db.monitor().cacheStatistics().resultHits() > before;
  }

  @Test
  void shouldShowTheResultAgainWhenNothingHasChanged() {
    young.bind(0, 5);
    assertThat(hits(young)).isFalse();
    assertThat(hits(young)).isTrue();
    try (ReadTransaction tx = db.beginRead()) {
      assertThat(ids(young, tx)).containsExactly(0L, 1L, 2L, 3L, 4L);
      ScanReport report = young.explainAnalyze(tx);
      assertThat(report.cached()).isTrue();
      assertThat(report.entriesRead()).isZero();
      assertThat(report.rowsReturned()).isEqualTo(5);
      assertThat(report.text()).contains("from a kept result");
    }
    assertThat(db.monitor().cacheStatistics().resultMisses()).isEqualTo(1);
    assertThat(db.monitor().cacheStatistics().resultBytes()).isPositive();
  }

  @Test
  void shouldReadWhenAnotherValueIsBound() {
    young.bind(0, 5);
    hits(young);
    young.bind(0, 6);
    assertThat(hits(young)).isFalse();
    young.bind(0, 5);
    assertThat(hits(young)).isTrue();
  }

  @Test
  void shouldReadOnceMoreWhenACommitTouchesTheRange() {
    young.bind(0, 5);
    hits(young);
    people.update().where(id.eq(7)).set(age, 1).execute();
    assertThat(hits(young)).as("7 is outside").isTrue();
    people.update().where(id.eq(3)).set(age, 99).execute();
    assertThat(hits(young)).isFalse();
    assertThat(hits(young)).isTrue();
    people.delete().where(id.eq(3)).execute();
    try (ReadTransaction tx = db.beginRead()) {
      assertThat(ids(young, tx)).containsExactly(0L, 1L, 2L, 4L);
    }
  }

  @Test
  void shouldGoOnShowingWhenACommitChangesRowsThatAnIndexDoesNotLeadTo() {
    try (PreparedScan named =
        people.scan().where(people.stringColumn("email").eq("mail3")).cacheResults().prepare()) {
      hits(named);
      people.update().where(id.eq(7)).set(age, 1).execute();
      assertThat(hits(named)).isTrue();
      people.update().where(id.eq(3)).set(age, 1).execute();
      assertThat(hits(named)).isFalse();
    }
  }

  @Test
  void shouldReadWhenTheViewIsOlderThanTheResult() {
    young.bind(0, 5);
    try (ReadTransaction old = db.beginRead()) {
      people.delete().where(id.eq(3)).execute();
      hits(young);
      assertThat(hits(young, old)).isFalse();
      assertThat(ids(young, old)).containsExactly(0L, 1L, 2L, 3L, 4L);
      assertThat(hits(young)).isTrue();
    }
  }

  @Test
  void shouldReadWhenTheTransactionHasWritten() {
    young.bind(0, 5);
    hits(young);
    try (Transaction tx = db.begin()) {
      assertThat(hits(young, tx)).isTrue();
      people.delete(tx).where(id.eq(3)).execute();
      assertThat(ids(young, tx)).containsExactly(0L, 1L, 2L, 4L);
      tx.rollback();
    }
    try (ReadTransaction tx = db.beginRead()) {
      assertThat(ids(young, tx)).containsExactly(0L, 1L, 2L, 3L, 4L);
    }
  }

  @Test
  void shouldNotKeepAResultWhenTheTransactionWritesWhileItIsRead() {
    young.bind(0, 5);
    try (Transaction tx = db.begin()) {
      try (RowCursor rows = young.open(tx)) {
        assertThat(rows.next()).isTrue();
        people.delete(tx).where(id.eq(3)).execute();
        while (rows.next()) {
          assertThat(rows.getLong(id)).isLessThan(5);
        }
      }
      tx.rollback();
    }
    assertThat(hits(young)).isFalse();
  }

  @Test
  void shouldConflictWhenWhatASerializableTransactionWasShownIsChanged() {
    young.bind(0, 5);
    hits(young);
    for (boolean touched : new boolean[] {false, true}) {
      try (Transaction tx = db.begin(IsolationLevel.SERIALIZABLE)) {
        assertThat(hits(young, tx)).isTrue();
        people.update().where(id.eq(touched ? 3 : 8)).set(age, 77).execute();
        people.update(tx).where(id.eq(15)).set(age, touched ? 5 : 6).execute();
        if (touched) {
          assertThatThrownBy(tx::commit).isInstanceOf(SerializationConflictException.class);
        } else {
          tx.commit();
        }
      }
    }
  }

  @Test
  void shouldConflictWhenARowBehindAnIndexIsChangedThatASerializableTransactionWasShown() {
    try (PreparedScan named =
            people.scan().where(people.stringColumn("email").eq("mail3")).cacheResults().prepare();
        Transaction tx = db.begin(IsolationLevel.SERIALIZABLE)) {
      hits(named);
      assertThat(hits(named, tx)).isTrue();
      people.update().where(id.eq(3)).set(age, 77).execute();
      people.update(tx).where(id.eq(15)).set(age, 5).execute();
      assertThatThrownBy(tx::commit).isInstanceOf(SerializationConflictException.class);
    }
  }

  @Test
  void shouldShareResultsWhenPreparedFromTheSameScan() {
    io.ashlar.Scan scan = people.scan().where(name.eq("name1")).cacheResults();
    try (PreparedScan one = scan.prepare();
        PreparedScan other = scan.prepare()) {
      assertThat(hits(one)).isFalse();
      assertThat(hits(other)).isTrue();
      try (PreparedScan less = scan.limit(2).prepare()) {
        assertThat(hits(less)).as("another description").isFalse();
        assertThat(hits(less)).isTrue();
        try (ReadTransaction tx = db.beginRead();
            RowCursor rows = less.open(tx)) {
          assertThat(rows.next()).isTrue();
          assertThatThrownBy(rows::continuation).isInstanceOf(IllegalUseException.class);
        }
      }
    }
  }

  @Test
  void shouldReadWhenTheTableIsAltered() {
    young.bind(0, 5);
    hits(young);
    db.schema().alterTable("people", change -> change.renameColumn("age", "years"));
    assertThat(hits(young)).isFalse();
    assertThat(hits(young)).isTrue();
  }

  @Test
  void shouldRefuseWhenTheScanLocksOrIsBounded() {
    assertThatThrownBy(() -> people.scan().cacheResults().forUpdate().prepare())
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> people.scan().cacheResults().budget(Budget.ofRows(5)).prepare())
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> people.scan().cacheResults().cacheResults())
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> people.scan().cacheResults().pages(5))
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(
            () -> people.scan().cacheResults().aggregate(io.ashlar.aggregate.Aggregate.count()))
        .isInstanceOf(IllegalUseException.class);
  }
}
