package io.ashlar.torture.writer;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.torture.Problems;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.verify.VerifyResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Compares a reopened store with what its writers were told, round after round:
 *
 * <ul>
 *   <li>every row is what the newest commit of its thread, and those before it, must have left:
 *       nothing of a later one, nothing of a half one, its commit timestamp included;
 *   <li>rows and index entries agree, and so does the total that all threads share;
 *   <li>no acknowledged commit is lost that the round's {@link LossRule} does not give up, and none
 *       at all that is ordered before one that is there;
 *   <li>of each thread at most one commit is there of which nobody was told;
 *   <li>what an earlier round has found is still there;
 *   <li>timestamps rise, from one round to the next too, and none comes twice.
 * </ul>
 */
public final class StoreCheck {

  private final WriterOptions options;
  private final Problems problems;
  private final ExpectedRows[] expected;

  /** Highest timestamp that any round before this one was told of or has found. */
  private long newestBefore;

  /**
   * Of an empty store.
   *
   * @param options what it is written with
   * @param problems receives whatever is wrong
   */
  public StoreCheck(WriterOptions options, Problems problems) {
    this.options = options;
    this.problems = problems;
    this.expected = new ExpectedRows[options.threads()];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = new ExpectedRows(options.seed(), i);
    }
  }

  /**
   * Ends a round.
   *
   * @param database the store, reopened
   * @param told what the writers of this round were told
   * @param rule which of it may be lost
   * @return what was left
   */
  public CheckResult check(Database database, Acknowledgements told, LossRule rule) {
    if (!told.dense()) {
      problems.add("a writer skipped a sequence number");
    }
    checkTimestamps(told);
    TortureTables tables = TortureTables.openOrNull(database);
    if (tables == null) {
      return withoutTables(told);
    }
    VerifyResult found = database.maintenance().verify();
    found
        .problems()
        .forEach(problem -> problems.add("integrity check: %s".formatted(problem.message())));
    long[] heads = new long[expected.length];
    long[] versions = new long[expected.length];
    try (ReadTransaction view = database.beginRead()) {
      readHeads(tables, view, heads, versions);
      long unacknowledged = 0;
      for (int thread = 0; thread < expected.length; thread++) {
        unacknowledged += advance(thread, heads[thread], versions[thread], told.of(thread));
      }
      List<Acknowledgement> lost = lost(told, heads, rule);
      checkOrder(lost, versions);
      long rows = compareRows(tables, view);
      compareTotal(tables, view);
      long newest = Arrays.stream(versions).max().orElse(0);
      newestBefore = Math.max(newestBefore, newest);
      return new CheckResult(rows, unacknowledged, lost);
    }
  }

  private CheckResult withoutTables(Acknowledgements told) {
    if (told.count() > 0 || Arrays.stream(expected).anyMatch(rows -> rows.newest() > 0)) {
      problems.add("the tables are gone, with %,d acknowledged commits".formatted(told.count()));
    }
    return new CheckResult(0, 0, List.of());
  }

  private void checkTimestamps(Acknowledgements told) {
    long[] timestamps = new long[(int) told.count()];
    int count = 0;
    for (int thread = 0; thread < expected.length; thread++) {
      long before = newestBefore;
      for (Acknowledgement each : told.of(thread)) {
        if (each.timestamp() <= before) {
          problems.add("timestamps do not rise: %s follows %d".formatted(each, before));
        }
        before = each.timestamp();
        timestamps[count++] = before;
      }
    }
    Arrays.sort(timestamps, 0, count);
    for (int i = 1; i < count; i++) {
      if (timestamps[i] == timestamps[i - 1]) {
        problems.add("timestamp %d was issued twice".formatted(timestamps[i]));
      }
    }
    newestBefore = count == 0 ? newestBefore : Math.max(newestBefore, timestamps[count - 1]);
  }

  private void readHeads(
      TortureTables tables, ReadTransaction view, long[] heads, long[] versions) {
    Get head = tables.heads.get();
    for (int thread = 0; thread < heads.length; thread++) {
      if (head.set(tables.headThread, thread).fetch(view)) {
        heads[thread] = head.getLong(tables.headSequence);
        versions[thread] = head.version();
      }
    }
  }

  /** Plays the thread's plans up to its head; returns how many of them nobody was told of. */
  private long advance(int thread, long head, long version, List<Acknowledgement> told) {
    ExpectedRows rows = expected[thread];
    long base = rows.newest();
    if (!told.isEmpty() && told.get(0).sequence() != base + 1) {
      problems.add("thread %d went on with %s behind %d".formatted(thread, told.get(0), base));
    }
    if (head < base) {
      problems.add(
          "thread %d is back at %d; an earlier round had found %d".formatted(thread, head, base));
      rows.clear();
    }
    while (rows.newest() < head) {
      int index = (int) (rows.newest() - base);
      boolean known = index >= 0 && index < told.size();
      long timestamp = known ? told.get(index).timestamp() : 0;
      rows.advance(rows.newest() + 1 == head ? version : timestamp);
      if (rows.newest() == head && known && timestamp != version) {
        problems.add(
            "the head of thread %d has version %d: %s".formatted(thread, version, told.get(index)));
      }
    }
    long beyond = Math.max(0, head - base - told.size());
    if (beyond > 1) {
      problems.add("thread %d has %d commits that nobody was told of".formatted(thread, beyond));
    }
    return beyond;
  }

  private List<Acknowledgement> lost(Acknowledgements told, long[] heads, LossRule rule) {
    List<Acknowledgement> lost = new ArrayList<>();
    for (int thread = 0; thread < heads.length; thread++) {
      for (Acknowledgement each : told.of(thread)) {
        if (each.sequence() > heads[thread]) {
          lost.add(each);
          if (!rule.mayLose(each)) {
            problems.add(
                "acknowledged and lost: %s, newest there %d".formatted(each, heads[thread]));
          }
        }
      }
    }
    return lost;
  }

  /** What is there must be a prefix of commit order. */
  private void checkOrder(List<Acknowledgement> lost, long[] versions) {
    long newest = Arrays.stream(versions).max().orElse(0);
    for (Acknowledgement each : lost) {
      if (each.timestamp() < newest) {
        problems.add("a hole: %s is lost, but a commit at %d is there".formatted(each, newest));
      }
    }
  }

  private long compareRows(TortureTables tables, ReadTransaction view) {
    boolean[][] seen = new boolean[expected.length][TransactionPlan.SLOTS];
    long count = 0;
    try (PreparedScan scan = tables.rows.scan().prepare();
        RowCursor row = scan.open(view)) {
      while (row.next()) {
        count++;
        int thread = row.getInt(tables.thread);
        int slot = row.getInt(tables.slot);
        if (thread < 0 || thread >= seen.length || slot < 0 || slot >= TransactionPlan.SLOTS) {
          problems.add("a row that nobody wrote: thread %d, slot %d".formatted(thread, slot));
        } else {
          seen[thread][slot] = true;
          compareRow(tables, row, thread, slot);
        }
      }
    }
    for (int thread = 0; thread < seen.length; thread++) {
      for (int slot = 0; slot < TransactionPlan.SLOTS; slot++) {
        if (!seen[thread][slot] && expected[thread].sequence(slot) != 0) {
          problems.add(
              "a row is missing: thread %d, slot %d, of transaction %d; newest there %d"
                  .formatted(
                      thread, slot, expected[thread].sequence(slot), expected[thread].newest()));
        }
      }
    }
    return count;
  }

  private void compareRow(TortureTables tables, RowCursor row, int thread, int slot) {
    long wanted = expected[thread].sequence(slot);
    long sequence = row.getLong(tables.sequence);
    if (sequence != wanted) {
      problems.add(
          "thread %d, slot %d holds a row of transaction %d instead of %d; newest there %d"
              .formatted(thread, slot, sequence, wanted, expected[thread].newest()));
      return;
    }
    Integer bucket = row.isNull(tables.bucket) ? null : row.getInt(tables.bucket);
    boolean same =
        Objects.equals(bucket, TransactionPlan.bucket(options.seed(), thread, slot, sequence))
            && row.getString(tables.tag).equals(TransactionPlan.tag(thread, slot, sequence))
            && row.getString(tables.payload)
                .equals(TransactionPlan.payload(options.seed(), thread, slot, sequence));
    long timestamp = expected[thread].timestamp(slot);
    if (!same || (timestamp != 0 && row.version() != timestamp)) {
      problems.add(
          "a row is wrong: thread %d, slot %d, transaction %d, version %d instead of %d, %s"
              .formatted(thread, slot, sequence, row.version(), timestamp, row.copy().toMap()));
    }
  }

  private void compareTotal(TortureTables tables, ReadTransaction view) {
    Get total = tables.heads.get().set(tables.headThread, TortureTables.TOTAL);
    long found = total.fetch(view) ? total.getLong(tables.headSequence) : 0;
    long wanted = Arrays.stream(expected).mapToLong(ExpectedRows::additions).sum();
    if (found != wanted) {
      problems.add("the shared total is %d instead of %d".formatted(found, wanted));
    }
  }
}
