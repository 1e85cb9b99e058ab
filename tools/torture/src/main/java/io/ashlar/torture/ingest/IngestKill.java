package io.ashlar.torture.ingest;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.AshlarException;
import io.ashlar.torture.Problems;
import io.ashlar.torture.ReportingProcess;
import io.ashlar.torture.TimeLimit;
import io.ashlar.torture.TortureOutcome;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.verify.VerifyResult;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Kills a process whose threads submit rows to a writer, again and again on the same store, and
 * checks: of each producer there is a beginning of its rows without a gap, at least up to the last
 * one that was acknowledged or that a flush has covered; each as it was made; and rows and entries
 * agree. Rows that waited may be lost, and are counted.
 */
public final class IngestKill {

  private static final long START_TIMEOUT_MS = 120_000;

  private final IngestKillOptions options;
  private final Progress progress;
  private final SplittableRandom random;
  private final Problems problems = new Problems();

  /** Of each producer the last row that may not be lost, or -1. */
  private final AtomicLongArray certain;

  private final AtomicLong told = new AtomicLong();
  private long found;
  private long uncertain;

  /**
   * A run.
   *
   * @param options how
   * @param progress shows the round
   */
  public IngestKill(IngestKillOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
    this.random = new SplittableRandom(options.seed());
    this.certain = new AtomicLongArray(options.producers());
    for (int i = 0; i < options.producers(); i++) {
      certain.set(i, -1);
    }
  }

  /**
   * Runs all rounds; ends early when something was lost or wrong.
   *
   * @return what was found
   * @throws IOException when a child cannot be run
   * @throws InterruptedException when interrupted
   */
  public TortureOutcome run() throws IOException, InterruptedException {
    int round = 0;
    try (WorkDirectory directory = WorkDirectory.of(options.directory())) {
      Path store = directory.path().resolve("store");
      TimeLimit limit = TimeLimit.of(options.seconds());
      while (round < options.rounds() && problems.count() == 0 && !limit.over()) {
        round++;
        problems.in("round " + round);
        progress.show("kill " + round + " of " + options.rounds());
        kill(store);
        check(store);
      }
    }
    progress.clear();
    Map<String, Long> facts = new LinkedHashMap<>();
    facts.put("kills", (long) round);
    facts.put("rows found", found);
    facts.put("acknowledgements and flushes", told.get());
    facts.put("found though not acknowledged", uncertain);
    return TortureOutcome.of("writers", options.seed(), facts, null, problems);
  }

  private void kill(Path store) throws IOException, InterruptedException {
    List<String> args =
        List.of(
            store.toString(),
            Long.toString(options.seed()),
            Integer.toString(options.producers()),
            options.durability().name());
    long before = told.get();
    try (ReportingProcess child =
        ReportingProcess.start(ProducerMain.class, args, List.of(), this::note)) {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_TIMEOUT_MS);
      while (told.get() == before && child.listening() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      TimeUnit.MICROSECONDS.sleep(random.nextInt(1 + 1_000 * options.millis()));
      boolean ran = child.running();
      child.kill();
      if (!ran) {
        problems.add("the process ended before it was killed: %s".formatted(child.explain()));
      }
    }
  }

  private void note(String line) {
    String[] words = line.split(" ", -1);
    switch (words[0]) {
      case "A", "F" -> {
        told.incrementAndGet();
        certain.accumulateAndGet(Integer.parseInt(words[1]), Long.parseLong(words[2]), Math::max);
      }
      default -> problems.add(line);
    }
  }

  private void check(Path store) {
    try (Database database = Database.open(store, Options.defaults())) {
      Table table = ProducedRow.table(database);
      long[] next = new long[options.producers()];
      try (ReadTransaction tx = database.beginRead();
          PreparedScan scan = table.scan().prepare();
          RowCursor row = scan.open(tx)) {
        while (row.next()) {
          check(row, next);
        }
      }
      found = 0;
      for (int producer = 0; producer < next.length; producer++) {
        found += next[producer];
        uncertain += Math.max(0, next[producer] - 1 - certain.get(producer));
        if (next[producer] <= certain.get(producer)) {
          problems.add(
              "producer %d has rows below %d, and was told of %d"
                  .formatted(producer, next[producer], certain.get(producer)));
        }
        // What is there now may not go any more.
        certain.set(producer, next[producer] - 1);
      }
      VerifyResult verified = database.maintenance().verify();
      verified.problems().forEach(problem -> problems.add(problem.message()));
    } catch (AshlarException e) {
      problems.add("the store cannot be read after the kill: %s".formatted(e));
    }
  }

  private void check(RowCursor row, long[] next) {
    int producer = row.getInt(ProducedRow.PRODUCER);
    long number = row.getLong(ProducedRow.NUMBER);
    if (number != next[producer]) {
      problems.add(
          "producer %d has row %d behind %d".formatted(producer, number, next[producer] - 1));
    }
    next[producer] = number + 1;
    String expected = ProducedRow.payload(options.seed(), producer, number);
    if (!expected.equals(row.getString(ProducedRow.PAYLOAD))) {
      problems.add("row %d of producer %d is another".formatted(number, producer));
    }
  }
}
