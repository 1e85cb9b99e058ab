package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.error.ContinuationException;
import io.ashlar.error.SchemaException;
import io.ashlar.page.Budget;
import io.ashlar.page.Continuation;
import io.ashlar.page.Page;
import io.ashlar.page.Pages;
import io.ashlar.page.StopReason;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.IndexSchema;
import io.ashlar.transaction.ReadTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of tokens, offsets and budgets when a plan walks several ranges, or sorts. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class PlansInPiecesTest extends DatabaseTest {

  private static final int ROWS = 40;

  private Table people;
  private LongColumn id;
  private LongColumn age;
  private StringColumn name;
  private StringColumn email;

  PlansInPiecesTest(StoreKind kind) {
    super(kind);
  }

  @BeforeEach
  void fill() {
    people = people();
    id = people.longColumn("id");
    age = people.longColumn("age");
    name = people.stringColumn("name");
    email = people.stringColumn("email");
    for (int i = 0; i < ROWS; i++) {
      insert(people, i, "n" + i % 3, "e" + i, 100 - i);
    }
  }

  private List<Long> ids(Scan scan) {
    List<Long> ids = new ArrayList<>();
    try (PreparedScan prepared = scan.prepare();
        ReadTransaction tx = db.beginRead();
        RowCursor cursor = prepared.open(tx)) {
      while (cursor.next()) {
        ids.add(cursor.getLong(id));
      }
    }
    return ids;
  }

  /** One row at a time, each by another statement. */
  private List<Long> idsInPieces(Predicate where, boolean reverse) {
    List<Long> ids = new ArrayList<>();
    Optional<Continuation> from = Optional.empty();
    do {
      Scan scan = people.scan().where(where).budget(Budget.ofRows(1));
      try (PreparedScan prepared = (reverse ? scan.reverse() : scan).prepare();
          ReadTransaction tx = db.beginRead()) {
        from.ifPresent(prepared::resume);
        try (RowCursor cursor = prepared.open(tx)) {
          while (cursor.next()) {
            ids.add(cursor.getLong(id));
          }
          from = cursor.continuation();
        }
      }
    } while (from.isPresent());
    return ids;
  }

  @Test
  void shouldGoOnFromRangeToRangeWhenAKeyIsInSeveral() {
    Predicate several = id.in(31, 7, 8, 9, 20, 99);
    assertThat(idsInPieces(several, false)).containsExactly(7L, 8L, 9L, 20L, 31L);
    assertThat(idsInPieces(several, true)).containsExactly(31L, 20L, 9L, 8L, 7L);
  }

  @Test
  void shouldGoOnAlongTheKeyThatWasBegunWithWhenAnotherIsBest() {
    Predicate where = name.eq("n1").and(id.atLeast(0));
    List<Long> ids = new ArrayList<>();
    for (String key : List.of("by_name", IndexSchema.PRIMARY)) {
      ids.clear();
      Continuation token;
      try (PreparedScan begun = people.scan().where(where).using(key).prepare();
          ReadTransaction tx = db.beginRead();
          RowCursor cursor = begun.open(tx)) {
        assertThat(cursor.next()).isTrue();
        ids.add(cursor.getLong(id));
        token = cursor.continuation().orElseThrow();
      }
      try (PreparedScan other = people.scan().where(where).prepare();
          ReadTransaction tx = db.beginRead()) {
        String best = other.explain();
        try (RowCursor cursor = other.resume(token).open(tx)) {
          while (cursor.next()) {
            ids.add(cursor.getLong(id));
          }
        }
        other.open(tx).close();
        assertThat(other.explain()).as("of a run from the beginning").isEqualTo(best);
      }
      assertThat(ids).as(key).isEqualTo(ids(people.scan().where(where)));
    }
  }

  @Test
  void shouldSkipTheFirstInOrderWhenRowsAreSorted() {
    assertThat(ids(people.scan().orderBy(age.ascending()).offset(2).limit(3)))
        .containsExactly(37L, 36L, 35L);
    assertThat(ids(people.scan().orderBy(age.ascending()).offset(38).limit(Long.MAX_VALUE)))
        .containsExactly(1L, 0L);
  }

  /** Reads on from a token, or from the beginning; gives the token behind the rows. */
  private Continuation page(PreparedScan scan, Continuation from, List<Long> into) {
    try (ReadTransaction tx = db.beginRead()) {
      if (from != null) {
        scan.resume(from);
      }
      try (RowCursor cursor = scan.open(tx)) {
        while (cursor.next()) {
          into.add(cursor.getLong(id));
        }
        return cursor.continuation().orElse(null);
      }
    }
  }

  private List<Long> rest(PreparedScan scan, Continuation from) {
    List<Long> ids = new ArrayList<>();
    Continuation token = from;
    do {
      token = page(scan, token, ids);
    } while (token != null);
    return ids;
  }

  @Test
  void shouldGoOnWhicheverPlanIsChosenWhenTheTableIsAnalyzedMeanwhile() {
    for (int i = ROWS; i < 1_000; i++) {
      insert(people, i, "other", "e" + i, 0);
    }
    try (PreparedScan scan =
        people.scan().where(name.startsWith("n1")).orderBy(id.ascending()).limit(5).prepare()) {
      List<Long> first = new ArrayList<>();
      Continuation alongKey = page(scan, null, first);
      assertThat(first).containsExactly(1L, 4L, 7L, 10L, 13L);
      assertThat(scan.explain()).startsWith("walk primary key").doesNotContain("sort");
      db.maintenance().analyze("people");
      assertThat(scan.explain()).as("of the next run").contains("sort in memory by id");
      first.clear();
      Continuation sorted = page(scan, null, first);
      assertThat(first).containsExactly(1L, 4L, 7L, 10L, 13L);
      for (Continuation token : List.of(alongKey, sorted, alongKey)) {
        assertThat(rest(scan, token)).containsExactly(16L, 19L, 22L, 25L, 28L, 31L, 34L, 37L);
        assertThat(scan.explain()).as("from the beginning").contains("sort in memory by id");
      }
      assertThat(scan.resume(alongKey).explain()).startsWith("walk primary key");
      assertThat(scan.resume(sorted).explain()).contains("sort in memory by id");
    }
  }

  @Test
  void shouldCountWhatIsShownWhenABudgetMeetsASort() {
    Scan scan = people.scan().orderBy(age.ascending()).offset(2).budget(Budget.ofRows(5));
    try (PreparedScan prepared = scan.prepare();
        ReadTransaction tx = db.beginRead()) {
      assertThat(prepared.explain()).contains("sort in memory by age");
      Continuation token;
      try (RowCursor cursor = prepared.open(tx)) {
        for (long expected = 37; expected > 34; expected--) {
          assertThat(cursor.next()).isTrue();
          assertThat(cursor.getLong(id)).isEqualTo(expected);
        }
        assertThat(cursor.next()).as("two were passed over").isFalse();
        assertThat(cursor.stopped()).isEqualTo(StopReason.ROW_BUDGET);
        token = cursor.continuation().orElseThrow();
      }
      try (RowCursor cursor = prepared.resume(token).open(tx)) {
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.getLong(id)).isEqualTo(34);
      }
      assertThat(rest(prepared, token)).hasSize(ROWS - 5).startsWith(34L).endsWith(0L);
    }
    Scan least = people.scan().orderBy(age.ascending());
    least.budget(Budget.ofBytes(1).andTime(Duration.ofNanos(1)));
    try (PreparedScan prepared = least.prepare()) {
      assertThat(rest(prepared, null)).as("one row a run").hasSize(ROWS).startsWith(39L);
    }
  }

  @Test
  void shouldPageAlongAKeyWhereOneGivesTheOrderAndSortWhereNoneDoes() {
    for (int i = ROWS; i < 1_000; i++) {
      insert(people, i, "other", "e" + i, 0);
    }
    db.maintenance().analyze();
    Predicate rare = name.eq("n1");
    Scan byKey = people.scan().where(rare).orderBy(id.ascending()).budget(Budget.ofRows(9));
    try (PreparedScan prepared = byKey.prepare()) {
      assertThat(prepared.explain()).as("reads what a run shows").doesNotContain("sort");
    }
    assertThatThrownBy(() -> people.scan().orderBy(age.ascending()).sortInMemory(0).pages(5))
        .isInstanceOf(SchemaException.class);
    Scan sorted = people.scan().where(rare).orderBy(age.ascending(), email.ascending());
    try (Pages pages = sorted.pages(5);
        ReadTransaction tx = db.beginRead()) {
      Page page = pages.first(tx);
      assertThat(emails(page)).containsExactly("e37", "e34", "e31", "e28", "e25");
      Page second = pages.get(tx, page.next().orElseThrow());
      assertThat(emails(second)).containsExactly("e22", "e19", "e16", "e13", "e10");
      assertThat(emails(pages.get(tx, second.previous().orElseThrow()))).isEqualTo(emails(page));
      assertThat(emails(pages.last(tx))).containsExactly("e13", "e10", "e7", "e4", "e1");
    }
  }

  private List<String> emails(Page page) {
    return page.rows().stream().map(row -> row.getString(email)).toList();
  }

  @Test
  void shouldLeadBackToTheRowThatWasLastWhenThePageOfASortIsEmpty() {
    try (Pages pages =
        people.scan().where(id.lessThan(4)).orderBy(age.descending(), email.ascending()).pages(2)) {
      Page page;
      try (ReadTransaction tx = db.beginRead()) {
        page = pages.first(tx);
      }
      assertThat(people.delete().where(id.atLeast(2)).execute()).isEqualTo(ROWS - 2);
      try (ReadTransaction tx = db.beginRead()) {
        Page empty = pages.get(tx, page.next().orElseThrow());
        assertThat(empty.rows()).isEmpty();
        assertThat(emails(pages.get(tx, empty.previous().orElseThrow())))
            .containsExactly("e0", "e1");
      }
    }
  }

  @Test
  void shouldGoOnSortedWhenAKeyGivesTheOrderSince() {
    List<Long> expected = ids(people.scan().orderBy(age.ascending(), id.ascending()).limit(ROWS));
    try (PreparedScan scan =
        people.scan().orderBy(age.ascending(), id.ascending()).limit(7).prepare()) {
      List<Long> ids = new ArrayList<>();
      Continuation token = page(scan, null, ids);
      db.schema().createIndex("people", IndexSchema.named("by_age").ascending("age").build());
      assertThat(scan.explain()).startsWith("walk index by_age");
      assertThat(scan.resume(token).explain()).contains("sort in memory");
      ids.addAll(rest(scan, token));
      assertThat(ids).isEqualTo(expected);
      db.schema().dropIndex("people", "by_age");
      assertThat(rest(scan, token)).isEqualTo(expected.subList(7, ROWS));
    }
  }

  @Test
  void shouldReadTheSameStateAgainWhenATokenOfASortIsPinned() {
    db.schema().keepHistory("people", Duration.ofHours(1));
    try (PreparedScan scan = people.scan().orderBy(age.ascending()).limit(30).prepare()) {
      Continuation token;
      try (ReadTransaction tx = db.beginRead();
          RowCursor cursor = scan.open(tx)) {
        for (int i = 0; i < 30; i++) {
          assertThat(cursor.next()).isTrue();
        }
        token = cursor.pinnedContinuation().orElseThrow();
      }
      people.update().where(id.lessThan(5)).set(age, 0).execute();
      try (ReadTransaction tx = db.beginRead()) {
        assertThatThrownBy(() -> scan.resume(token).open(tx))
            .isInstanceOf(ContinuationException.class)
            .hasMessageContaining("reason=timestamp");
      }
      List<Long> ids = new ArrayList<>();
      try (ReadTransaction tx = db.beginReadAsOf(token.timestamp().orElseThrow());
          RowCursor cursor = scan.resume(token).open(tx)) {
        while (cursor.next()) {
          ids.add(cursor.getLong(id));
        }
      }
      assertThat(ids).containsExactly(9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L, 0L);
    }
  }

  @Test
  void shouldRefuseATokenOfASortWhenTheStatementIsAnotherOrMayNotSort() {
    Continuation token;
    try (PreparedScan scan = people.scan().orderBy(age.ascending()).limit(7).prepare()) {
      token = page(scan, null, new ArrayList<>());
      byte[] bytes = token.toBytes();
      bytes[bytes.length - 5] ^= 1;
      assertThatThrownBy(() -> Continuation.of(bytes)).isInstanceOf(ContinuationException.class);
    }
    refused(people.scan().orderBy(age.ascending()).reverse().limit(7), token, "direction");
    refused(people.scan().orderBy(age.descending()).limit(7), token, "statement");
    refused(people.scan().limit(7), token, "statement");
    db.schema().createIndex("people", IndexSchema.named("by_age").ascending("age").build());
    refused(people.scan().orderBy(age.ascending()).sortInMemory(0), token, "sort");
    try (PreparedScan whole = people.scan().orderBy(age.ascending()).prepare()) {
      assertThat(whole.explain()).startsWith("walk index by_age");
      assertThat(rest(whole, token)).hasSize(ROWS - 7);
    }
  }

  private void refused(Scan scan, Continuation token, String reason) {
    try (PreparedScan prepared = scan.prepare();
        ReadTransaction tx = db.beginRead()) {
      assertThatThrownBy(() -> prepared.resume(token).open(tx))
          .isInstanceOf(ContinuationException.class)
          .hasMessageContaining("reason=" + reason);
    }
  }
}
