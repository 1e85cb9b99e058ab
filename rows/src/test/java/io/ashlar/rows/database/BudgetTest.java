package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.error.IllegalUseException;
import io.ashlar.page.Budget;
import io.ashlar.page.Page;
import io.ashlar.page.Pages;
import io.ashlar.page.StopReason;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.transaction.ReadTransaction;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What ends a scan before its last row, and which scans have to say so. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class BudgetTest extends DatabaseTest {

  private Table people;
  private LongColumn id;
  private LongColumn age;
  private StringColumn name;

  BudgetTest(StoreKind kind) {
    super(kind);
  }

  private void fill(int rows) {
    people = people();
    id = people.longColumn("id");
    age = people.longColumn("age");
    name = people.stringColumn("name");
    for (int i = 0; i < rows; i++) {
      insert(people, i, "n" + i, "e" + i, i);
    }
  }

  /** Runs once and says how many rows were shown. */
  private int shown(Scan scan, StopReason expected, boolean more) {
    try (PreparedScan prepared = scan.prepare();
        ReadTransaction tx = db.beginRead()) {
      int first = run(prepared, tx, expected, more);
      assertThat(run(prepared, tx, expected, more)).as("each run has it anew").isEqualTo(first);
      return first;
    }
  }

  private static int run(PreparedScan scan, ReadTransaction tx, StopReason expected, boolean more) {
    int rows = 0;
    try (RowCursor cursor = scan.open(tx)) {
      assertThat(cursor.stopped()).isEqualTo(StopReason.RUNNING);
      while (cursor.next()) {
        rows++;
      }
      assertThat(cursor.stopped()).isEqualTo(expected);
      assertThat(cursor.continuation().isPresent()).isEqualTo(more);
      assertThat(cursor.next()).isFalse();
      assertThat(cursor.stopped()).isEqualTo(expected);
    }
    return rows;
  }

  @Test
  void shouldSayWhyWhenAScanStops() {
    fill(40);
    assertThat(shown(people.scan(), StopReason.EXHAUSTED, false)).isEqualTo(40);
    assertThat(shown(people.scan().limit(40), StopReason.LIMIT, true)).isEqualTo(40);
    assertThat(shown(people.scan().limit(0), StopReason.LIMIT, true)).isZero();
    assertThat(shown(people.scan().limit(41), StopReason.EXHAUSTED, false)).isEqualTo(40);
    assertThat(shown(people.scan().budget(Budget.ofRows(7)), StopReason.ROW_BUDGET, true))
        .isEqualTo(7);
    assertThat(shown(people.scan().budget(Budget.ofBytes(1)), StopReason.BYTE_BUDGET, true))
        .isEqualTo(1);
    Budget instant = Budget.ofTime(Duration.ofNanos(1));
    assertThat(shown(people.scan().budget(instant), StopReason.TIME_BUDGET, true)).isEqualTo(16);
    Budget ample = Budget.ofRows(41).andBytes(1 << 20).andTime(Duration.ofDays(1));
    assertThat(shown(people.scan().budget(ample), StopReason.EXHAUSTED, false)).isEqualTo(40);
  }

  @Test
  void shouldCountWhatIsReadWhenTheFilterRejectsItAll() {
    fill(40);
    Scan none = people.scan().where(age.lessThan(0)).budget(Budget.ofRows(10));
    assertThat(shown(none, StopReason.ROW_BUDGET, true)).isZero();
    Scan skips = people.scan().offset(30).budget(Budget.ofRows(10));
    assertThat(shown(skips, StopReason.ROW_BUDGET, true)).isZero();
  }

  /** A row that an entry leads to is read, too. */
  @Test
  void shouldCountTheRowsBehindEntriesWhenBytesAreBounded() {
    fill(40);
    Budget some = Budget.ofBytes(400);
    Scan covering = people.scan().using("by_name").select(name).budget(some);
    Scan fetching = people.scan().using("by_name").budget(some).where(age.atLeast(0));
    Scan whole = people.scan().using("by_email").budget(some);
    int entries = shown(covering, StopReason.BYTE_BUDGET, true);
    assertThat(entries).isBetween(4, 20);
    assertThat(shown(fetching, StopReason.BYTE_BUDGET, true)).isEqualTo(entries);
    assertThat(shown(whole, StopReason.BYTE_BUDGET, true)).isBetween(2, entries - 1);
  }

  @Test
  void shouldRefuseWhenABudgetIsNotPositive() {
    assertThatThrownBy(() -> Budget.ofRows(0)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> Budget.ofBytes(-1)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> Budget.ofTime(Duration.ZERO)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> Budget.ofTime(null)).isInstanceOf(IllegalUseException.class);
  }

  @Test
  void shouldSkipRowsWhenAnOffsetIsGiven() {
    fill(10);
    assertThat(shown(people.scan().offset(4), StopReason.EXHAUSTED, false)).isEqualTo(6);
    assertThat(shown(people.scan().offset(4).limit(2), StopReason.LIMIT, true)).isEqualTo(2);
    assertThat(shown(people.scan().offset(10), StopReason.EXHAUSTED, false)).isZero();
    assertThatThrownBy(() -> people.scan().offset(-1)).isInstanceOf(IllegalUseException.class);
  }

  @Test
  void shouldEndAPageEarlyWhenItsBudgetIsUsedUp() {
    fill(20);
    try (Pages pages = people.scan().where(age.atLeast(12)).budget(Budget.ofRows(5)).pages(4);
        ReadTransaction tx = db.beginRead()) {
      Page page = pages.first(tx);
      int shown = page.rows().size();
      int turned = 1;
      assertThat(page.rows()).isEmpty();
      assertThat(page.stopped()).isEqualTo(StopReason.ROW_BUDGET);
      while (page.hasNext()) {
        page = pages.get(tx, page.next().orElseThrow());
        shown += page.rows().size();
        turned++;
      }
      assertThat(shown).isEqualTo(8);
      assertThat(turned).isBetween(4, 6);
    }
  }

  @Test
  void shouldLeadBackToTheRowThatWasLastWhenThePageBehindItIsEmpty() {
    fill(4);
    try (Pages pages = people.scan().pages(2)) {
      Page page;
      try (ReadTransaction tx = db.beginRead()) {
        page = pages.first(tx);
      }
      assertThat(people.delete().where(id.atLeast(2)).execute()).isEqualTo(2);
      try (ReadTransaction tx = db.beginRead()) {
        Page empty = pages.get(tx, page.next().orElseThrow());
        assertThat(empty.rows()).isEmpty();
        assertThat(empty.hasNext()).isFalse();
        Page back = pages.get(tx, empty.previous().orElseThrow());
        assertThat(back.rows()).extracting(row -> row.getLong(id)).containsExactly(0L, 1L);
      }
    }
  }

  @Test
  void shouldRefuseWhenPagesAreAskedForTogetherWithWhatDoesNotFit() {
    fill(1);
    assertThatThrownBy(() -> people.scan().limit(3).pages(2))
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> people.scan().offset(3).pages(2))
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> people.scan().forUpdate().pages(2))
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> people.scan().pages(0)).isInstanceOf(IllegalUseException.class);
  }

  @Test
  void shouldRefuseAnUnboundedScanWhenLimitsAreRequired() {
    Options options = Options.builder().requireLimits(true).build();
    try (Database strict = Databases.inMemory(options)) {
      Table table = strict.schema().createTable(PEOPLE);
      LongColumn key = table.longColumn("id");
      StringColumn email = table.stringColumn("email");
      assertThatThrownBy(() -> table.scan().prepare())
          .isInstanceOf(IllegalUseException.class)
          .hasMessageContaining("unbounded");
      assertThatThrownBy(() -> table.scan().where(email.isNull()).prepare())
          .isInstanceOf(IllegalUseException.class);
      for (Scan fine :
          new Scan[] {
            table.scan().limit(1),
            table.scan().budget(Budget.ofRows(1)),
            table.scan().unbounded(),
            table.scan().where(key.eq(1)),
            table.scan().where(email.eq("e")).using("by_email")
          }) {
        fine.prepare().close();
      }
      table.scan().pages(10).close();
    }
  }
}
