package io.ashlar.check.recorder;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Decides what the transactions of one process do. Values are unique in the whole history. Belongs
 * to one thread.
 */
final class TransactionPlanner {

  /** Keys outside of the range that the predicate workload scans. */
  private static final int SUMS = 3;

  private static final int MAX_STEPS = 4;
  private static final int FORK_READS = 4;

  /**
   * Transactions for each key before the next keys are taken, so that lists stay short and keys are
   * absent now and then.
   */
  private static final int TURNS_PER_KEY = 20;

  private final HistoryOptions options;
  private final int keys;
  private final int process;
  private final SplittableRandom random;
  private long values;
  private long plans;

  /**
   * A planner.
   *
   * @param process from 0 on; the number of threads for the one that fills the table
   */
  TransactionPlanner(HistoryOptions options, int process) {
    this.options = options;
    this.keys = options.keys();
    this.process = process;
    this.random = new SplittableRandom(options.seed() * 31 + process);
  }

  /** What to write before the others begin; may be empty. */
  List<Step> setup() {
    List<Step> steps = new ArrayList<>();
    switch (options.workload()) {
      case APPEND, REGISTER -> {}
      case BANK, LONG_FORK, WRITE_SKEW -> {
        for (int key = 0; key < keys; key++) {
          steps.add(Step.write(key, value()));
        }
      }
      case PREDICATE -> {
        for (int key = 0; key < keys; key += 2) {
          steps.add(Step.write(key, value()));
        }
        for (int key = keys; key < keys + SUMS; key++) {
          steps.add(Step.write(key, value()));
        }
      }
    }
    return steps;
  }

  /** The next transaction. */
  List<Step> next() {
    plans++;
    return switch (options.workload()) {
      case APPEND -> mixed(true);
      case REGISTER -> mixed(false);
      case BANK -> random.nextInt(4) == 0 ? scan() : transfer();
      case LONG_FORK -> fork();
      case WRITE_SKEW -> skew();
      case PREDICATE -> random.nextBoolean() ? scanAndSum() : sumAndChange();
    };
  }

  private List<Step> mixed(boolean lists) {
    long first = plans * options.threads() / ((long) TURNS_PER_KEY * keys) * keys;
    List<Step> steps = new ArrayList<>();
    int count = 1 + random.nextInt(MAX_STEPS);
    for (int i = 0; i < count; i++) {
      long key = first + random.nextInt(keys);
      if (random.nextBoolean()) {
        steps.add(Step.read(key));
      } else {
        steps.add(lists ? Step.append(key, value()) : Step.write(key, value()));
      }
    }
    return steps;
  }

  private List<Step> transfer() {
    int from = random.nextInt(keys);
    int to = (from + 1 + random.nextInt(keys - 1)) % keys;
    return List.of(
        Step.read(from), Step.read(to), Step.write(from, value()), Step.write(to, value()));
  }

  /** All keys, which one scan reads. */
  private List<Step> scan() {
    List<Step> steps = new ArrayList<>();
    steps.add(Step.scan(0, keys));
    for (int key = 1; key < keys; key++) {
      steps.add(Step.read(key));
    }
    return steps;
  }

  private List<Step> fork() {
    if (random.nextBoolean()) {
      return List.of(Step.write(random.nextInt(keys), value()));
    }
    List<Step> steps = new ArrayList<>();
    int first = random.nextInt(keys);
    for (int i = 0; i < Math.min(keys, FORK_READS); i++) {
      steps.add(Step.read((first + i) % keys));
    }
    return steps;
  }

  private List<Step> skew() {
    int pair = random.nextInt(keys / 2) * 2;
    int written = pair + random.nextInt(2);
    return List.of(Step.read(pair), Step.read(pair + 1), Step.write(written, value()));
  }

  private List<Step> scanAndSum() {
    List<Step> steps = scan();
    steps.add(Step.write(keys + random.nextInt(SUMS), value()));
    return steps;
  }

  private List<Step> sumAndChange() {
    List<Step> steps = new ArrayList<>();
    steps.add(Step.read(keys + random.nextInt(SUMS)));
    int key = random.nextInt(keys);
    steps.add(random.nextBoolean() ? Step.write(key, value()) : Step.delete(key));
    return steps;
  }

  private long value() {
    values++;
    return values * (options.threads() + 1) + process;
  }
}
