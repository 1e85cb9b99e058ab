package io.ashlar.fuzz;

import io.ashlar.fuzz.run.DatabaseSubject;
import io.ashlar.fuzz.run.SubjectFactory;
import io.ashlar.workbench.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs episodes until there were statements enough, or too many that differ, and makes small what
 * differs.
 */
public final class Fuzzer {

  /** From the seed of one episode to the next; odd, so that none comes again. */
  private static final long SEED_STEP = 0x9e37_79b9_7f4a_7c15L;

  private final FuzzOptions options;
  private final Progress progress;
  private final SubjectFactory subjects;
  private final AtomicLong nextEpisode = new AtomicLong();
  private final AtomicLong statements = new AtomicLong();
  private final AtomicLong episodes = new AtomicLong();
  private final List<String> divergences = Collections.synchronizedList(new ArrayList<>());
  private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
  private long begunNs;

  /**
   * A fuzzer.
   *
   * @param options how long
   * @param progress is told how far it is
   */
  public Fuzzer(FuzzOptions options, Progress progress) {
    this(options, progress, DatabaseSubject::new);
  }

  /** Judges something else, such as a database with a planted fault. */
  Fuzzer(FuzzOptions options, Progress progress, SubjectFactory subjects) {
    this.options = options;
    this.progress = progress;
    this.subjects = subjects;
  }

  /**
   * Runs.
   *
   * @return what was found
   * @throws InterruptedException when the thread is interrupted
   */
  public FuzzOutcome run() throws InterruptedException {
    begunNs = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < options.threads(); i++) {
      Thread thread = new Thread(this::work, "fuzz-" + i);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    progress.clear();
    if (!failures.isEmpty()) {
      throw new IllegalStateException("The fuzzer itself has failed.", failures.get(0));
    }
    return new FuzzOutcome(
        options.seed(), statements.get(), episodes.get(), elapsedSeconds(), divergences);
  }

  private double elapsedSeconds() {
    return (System.nanoTime() - begunNs) / (double) TimeUnit.SECONDS.toNanos(1);
  }

  private boolean goesOn() {
    return failures.isEmpty()
        && statements.get() < options.statements()
        && divergences.size() < options.divergences()
        && (options.seconds() == 0 || elapsedSeconds() < options.seconds());
  }

  private void work() {
    try {
      while (goesOn()) {
        run(options.seed() + nextEpisode.getAndIncrement() * SEED_STEP);
      }
    } catch (RuntimeException | Error e) {
      failures.add(e);
    }
  }

  private void run(long seed) {
    Episode episode = new Episode(seed, options.directory(), subjects);
    Divergence found;
    try {
      found = episode.run(options.statements() - statements.get());
    } catch (RuntimeException | Error e) {
      throw new IllegalStateException("episode with seed " + seed, e);
    }
    long total = statements.addAndGet(episode.steps());
    episodes.incrementAndGet();
    progress.show(total + " statements");
    if (found != null) {
      Divergence small = new Reduction(options.directory(), subjects).of(found);
      divergences.add("# fuzz --seed " + seed + "\n" + small.toText());
    }
  }
}
