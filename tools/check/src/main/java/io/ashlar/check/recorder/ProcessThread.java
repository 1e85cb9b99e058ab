package io.ashlar.check.recorder;

import io.ashlar.error.CommitOutcomeUnknownException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.RetryableException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the transactions of one process, one at a time, and records each. A process whose
 * transaction ended in an unknown outcome is done; its thread goes on as another one. Aborted
 * transactions are not tried again: the next one is a new plan.
 */
final class ProcessThread implements Callable<ProcessThread.Tally> {

  /**
   * How the transactions ended.
   *
   * @param ok committed
   * @param fail aborted
   * @param info unknown
   */
  record Tally(long ok, long fail, long info) {}

  private static final int PAUSE_NS = 50_000;
  private static final int ONE_IN = 4;

  private final KeyAccess.Maker maker;
  private final HistoryOptions options;
  private final HistoryFile file;
  private final TransactionPlanner planner;
  private final SplittableRandom random;
  private final int count;
  private long process;
  private long ok;
  private long fail;
  private long info;

  ProcessThread(
      KeyAccess.Maker maker, HistoryOptions options, HistoryFile file, int process, int count) {
    this.maker = maker;
    this.options = options;
    this.file = file;
    this.planner = new TransactionPlanner(options, process);
    this.random = new SplittableRandom(~options.seed() + process);
    this.process = process;
    this.count = count;
  }

  @Override
  public Tally call() {
    try (KeyAccess table = maker.open()) {
      for (int i = 0; i < count; i++) {
        record(table, planner.next());
      }
    }
    return new Tally(ok, fail, info);
  }

  /** Fills the table, in a transaction that is recorded like the others. */
  void setup() {
    List<Step> steps = planner.setup();
    if (!steps.isEmpty()) {
      try (KeyAccess table = maker.open()) {
        record(table, steps);
      }
    }
  }

  private void record(KeyAccess table, List<Step> steps) {
    file.invoke(process, steps);
    boolean known = false;
    try {
      long timestamp = run(table, steps);
      file.ok(process, steps, timestamp);
      ok++;
      known = true;
    } catch (RetryableException | ConstraintException e) {
      // A duplicate key is another's insert; the transaction was rolled back on its close.
      file.fail(process, steps);
      fail++;
      known = true;
    } catch (CommitOutcomeUnknownException e) {
      file.info(process, steps);
      info++;
      process += options.threads() + 1;
      known = true;
    } finally {
      if (!known) {
        file.info(process, steps);
      }
    }
  }

  /** The timestamp of the commit; of the view when nothing was written. */
  private long run(KeyAccess table, List<Step> steps) {
    boolean readOnly = steps.stream().allMatch(step -> step.kind == Step.Kind.READ);
    table.begin(readOnly && random.nextBoolean());
    try {
      for (int i = 0; i < steps.size(); i += steps.get(i).range) {
        runStep(table, steps, i);
        pause();
      }
      return table.commit();
    } finally {
      table.end();
    }
  }

  private static void runStep(KeyAccess table, List<Step> steps, int place) {
    Step step = steps.get(place);
    switch (step.kind) {
      case READ -> read(table, steps, place);
      case APPEND -> table.append(step.key, step.value);
      case WRITE -> {
        if (step.value == null) {
          step.metNothing = !table.delete(step.key);
        } else {
          table.write(step.key, step.value);
        }
      }
    }
  }

  /** Fills in what one read, or several in a row, found. */
  private static void read(KeyAccess table, List<Step> steps, int place) {
    Step first = steps.get(place);
    for (int i = place; i < place + first.range; i++) {
      steps.get(i).found = null;
      steps.get(i).foundList = null;
    }
    table.read(
        first.key,
        first.key + first.range - 1,
        (key, register, list) -> {
          Step step = steps.get((int) (place + key - first.key));
          step.found = register;
          step.foundList = list;
        });
  }

  /** Now and then, so that transactions overlap also where there are few processors. */
  private void pause() {
    if (random.nextInt(ONE_IN) == 0) {
      LockSupport.parkNanos(1 + random.nextInt(PAUSE_NS));
    }
  }
}
