package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.PreparedScan;
import io.ashlar.ReadTransaction;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.page.Budget;
import io.ashlar.page.Continuation;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.IndexSchema;
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

  PlansInPiecesTest(StoreKind kind) {
    super(kind);
  }

  @BeforeEach
  void fill() {
    people = people();
    id = people.longColumn("id");
    age = people.longColumn("age");
    name = people.stringColumn("name");
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

  @Test
  void shouldRefuseToStopOrGoOnWhenRowsAreSorted() {
    Scan budgeted = people.scan().orderBy(age.ascending()).budget(Budget.ofRows(5));
    assertThatThrownBy(budgeted::prepare).isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> budgeted.sortInMemory(1_000_000))
        .isInstanceOf(IllegalUseException.class)
        .hasMessageStartingWith(
            "A scan that may sort in memory reads all of its rows and takes no budget.");
    assertThatThrownBy(() -> people.scan().orderBy(age.ascending()).pages(5))
        .isInstanceOf(SchemaException.class);
    try (PreparedScan sorted = people.scan().orderBy(age.ascending()).limit(3).prepare();
        ReadTransaction tx = db.beginRead();
        RowCursor cursor = sorted.open(tx)) {
      assertThat(cursor.next()).isTrue();
      assertThatThrownBy(cursor::continuation)
          .isInstanceOf(IllegalUseException.class)
          .hasMessageStartingWith("A scan that is sorted in memory has no continuation.");
      assertThat(cursor.next()).as("the cursor goes on").isTrue();
    }
  }
}
