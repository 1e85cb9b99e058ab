package io.ashlar.torture.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.torture.Problems;
import io.ashlar.transaction.Durability;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The check finds what is lost or wrong; else it would prove nothing. */
class StoreCheckTest {

  private static final int THREADS = 3;
  private static final int COMMITS = 200;

  private final WriterOptions options =
      new WriterOptions(Path.of("unused"), 7, THREADS, TortureDurability.GROUP, 50, 1 << 20);
  private final Problems problems = new Problems();
  private final StoreCheck check = new StoreCheck(options, problems);
  private final Acknowledgements told = new Acknowledgements(THREADS);
  private final Database database = Database.inMemory();
  private TortureTables tables;

  @BeforeEach
  void write() throws InterruptedException {
    try (WriterCrew crew = WriterCrew.start(database, options, told)) {
      while (told.count() < COMMITS || told.of(0).size() < 10) {
        assertThat(told.failures()).isEmpty();
        TimeUnit.MILLISECONDS.sleep(1);
      }
      crew.stop();
    }
    tables = TortureTables.openOrNull(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void shouldFindNothingWhenEverythingIsThere() {
    CheckResult result = check.check(database, told, LossRule.NONE_LOST);
    assertThat(problems.list()).isEmpty();
    assertThat(result.rows()).isPositive();
    assertThat(result.lost()).isEmpty();
    assertThat(result.unacknowledged()).isZero();
  }

  @Test
  void shouldFindARowThatIsGone() {
    assertThat(tables.rows.delete().where(tables.slot.eq(anySlot())).execute()).isPositive();
    expect("a row is missing");
  }

  @Test
  void shouldFindARowThatWasChanged() {
    tables.rows.update().where(tables.slot.eq(anySlot())).set(tables.payload, "?").execute();
    expect("a row is wrong");
  }

  @Test
  void shouldFindARowOfAnotherTransaction() {
    tables.rows.update().where(tables.slot.eq(anySlot())).add(tables.sequence, 1).execute();
    expect("instead of");
  }

  @Test
  void shouldFindARowThatNobodyWrote() {
    tables
        .rows
        .insert()
        .set(tables.thread, THREADS)
        .set(tables.slot, 0)
        .set(tables.sequence, 1)
        .set(tables.tag, "nobody")
        .set(tables.payload, "")
        .execute();
    expect("nobody wrote");
  }

  @Test
  void shouldFindAnAcknowledgedCommitThatIsLost() {
    List<Acknowledgement> list = told.of(1);
    long next = list.size() + 1L;
    told.acknowledged(1, next, Long.MAX_VALUE, Durability.GROUP, 0);
    expect("acknowledged and lost");
  }

  @Test
  void shouldFindAHoleInCommitOrderThatTheRuleWouldForgive() {
    int behind = 0;
    for (int thread = 1; thread < THREADS; thread++) {
      behind = newest(thread) < newest(behind) ? thread : behind;
    }
    long sequence = told.of(behind).size() + 1L;
    told.acknowledged(behind, sequence, newest(behind), Durability.NONE, 0);
    check.check(database, told, lost -> true);
    assertThat(problems.list()).anyMatch(problem -> problem.contains("a hole"));
  }

  @Test
  void shouldFindCommitsThatNobodyWasToldOf() {
    Acknowledgements fewer = new Acknowledgements(THREADS);
    told.of(0).subList(0, 5).forEach(fewer::note);
    check.check(database, fewer, LossRule.NONE_LOST);
    assertThat(problems.list()).anyMatch(problem -> problem.contains("nobody was told of"));
  }

  @Test
  void shouldFindWhatAnEarlierRoundHadSeenAndIsGone() {
    check.check(database, told, LossRule.NONE_LOST);
    assertThat(problems.list()).isEmpty();
    tables.updateHead().bind(0, 0).add(tables.headSequence, -1).execute();
    check.check(database, new Acknowledgements(THREADS), LossRule.NONE_LOST);
    assertThat(problems.list()).anyMatch(problem -> problem.contains("an earlier round"));
  }

  @Test
  void shouldFindTimestampsThatDoNotRise() {
    check.check(database, told, LossRule.NONE_LOST);
    Acknowledgements later = new Acknowledgements(THREADS);
    later.acknowledged(0, told.of(0).size() + 1L, 1, Durability.GROUP, 0);
    check.check(database, later, LossRule.NONE_LOST);
    assertThat(problems.list()).anyMatch(problem -> problem.contains("do not rise"));
  }

  @Test
  void shouldFindAWrongTotal() {
    tables.updateHead().bind(0, TortureTables.TOTAL).add(tables.headSequence, 1).execute();
    expect("the shared total");
  }

  /** The timestamp of a thread's last commit; 0 when it has none. */
  private long newest(int thread) {
    List<Acknowledgement> list = told.of(thread);
    return list.isEmpty() ? 0 : list.get(list.size() - 1).timestamp();
  }

  private void expect(String sentence) {
    check.check(database, told, LossRule.NONE_LOST);
    assertThat(problems.list()).anyMatch(problem -> problem.contains(sentence));
  }

  /** A slot in which every thread has a row, or nearly. */
  private int anySlot() {
    ExpectedRows rows = new ExpectedRows(options.seed(), 0);
    told.of(0).forEach(each -> rows.advance(each.timestamp()));
    int slot = 0;
    while (rows.sequence(slot) == 0) {
      slot++;
    }
    return slot;
  }
}
