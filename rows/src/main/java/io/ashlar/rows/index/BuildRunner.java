package io.ashlar.rows.index;

import io.ashlar.argument.Arguments;
import io.ashlar.codec.value.Durations;
import io.ashlar.error.AshlarException;
import io.ashlar.error.ClosedException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.RetryableException;
import io.ashlar.error.SchemaException;
import io.ashlar.index.IndexBuild;
import io.ashlar.index.IndexBuildProgress;
import io.ashlar.index.IndexState;
import io.ashlar.rows.catalog.format.BuildRecord;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.wait.CloseDeadline;
import io.ashlar.rows.wait.Pace;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * One run of the build of an index, from where the catalog says that it is to its publication. Runs
 * on a thread of its own; the handle that users hold may be shared.
 */
final class BuildRunner implements IndexBuild, Runnable {

  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_PAUSE_NS = TimeUnit.SECONDS.toNanos(1);

  private final IndexBuilds builds;
  private final TableState table;
  private final String index;
  private final Consumer<IndexBuildProgress> listener;
  private final long startedNs = System.nanoTime();
  private final long startedRows;
  private final CountDownLatch stopAsked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /** How far the build is, as stored. Written by the thread that builds. */
  private volatile BuildRecord build;

  private volatile IndexState state;
  private volatile long endedNs;
  private volatile double fraction;

  /** The first and last row key at the beginning of this run; null when there was no row. */
  private volatile byte[][] ends;

  /** What has stopped the build; set before {@link #ended}. */
  private volatile Throwable failure;

  BuildRunner(
      IndexBuilds builds,
      TableState table,
      String index,
      BuildRecord build,
      Consumer<IndexBuildProgress> listener) {
    this.builds = builds;
    this.table = table;
    this.index = index;
    this.build = build;
    this.state = build.state();
    this.startedRows = build.rows();
    this.listener = listener;
  }

  /** The build of an index that was filled at once. */
  static BuildRunner done(IndexBuilds builds, TableState table, String index, BuildRecord build) {
    BuildRunner runner = new BuildRunner(builds, table, index, build, progress -> {});
    runner.state = IndexState.PUBLIC;
    runner.end(null);
    return runner;
  }

  TableState table() {
    return table;
  }

  BuildRecord record() {
    return build;
  }

  /** Whether it has stopped over a failure that leaves the index as it is. */
  boolean stopped() {
    return ended() && !finished();
  }

  /** Whether there is nothing left to build: the index is public, or it, table or database gone. */
  boolean finished() {
    return state == IndexState.PUBLIC || failure instanceof ClosedException || gone();
  }

  private boolean gone() {
    return table.definition().maintained(build.indexId()) == null;
  }

  @Override
  public void run() {
    Throwable stoppedBy = null;
    try {
      fill();
      publish();
    } catch (ConstraintException | LimitExceededException e) {
      stoppedBy = e;
      abandon(e);
    } catch (RuntimeException | Error e) {
      // Not thrown here: whoever waits for the build is told, be it of the listener's own error.
      stoppedBy = e;
    } finally {
      end(stoppedBy);
    }
    if (stopped()) {
      LoggerFactory.getLogger(BuildRunner.class)
          .warn("The build of an index has stopped: {}", this, stoppedBy);
    }
  }

  private void fill() {
    try (Backfill backfill = new Backfill(builds.context(), table)) {
      ends = builds.ends(table);
      Pace pace = new Pace(build.rowsPerSecond());
      int largest = pace.chunk(build.chunkRows());
      int limit = largest;
      long pauseNs = PAUSE_NS;
      while (build.state() != IndexState.VALIDATED) {
        requireWanted();
        try {
          long before = build.rows();
          advance(backfill.next(build, limit));
          limit = (int) Math.min(largest, limit * 2L);
          pauseNs = PAUSE_NS;
          pause(pace.after(build.rows() - before));
        } catch (RetryableException lost) {
          limit = Math.max(1, limit / 2);
          pause(pauseNs);
          pauseNs = Math.min(LONGEST_PAUSE_NS, pauseNs * 2);
        }
      }
    }
    if (build.verified()) {
      builds.requireSound(table, build.indexId());
    }
  }

  private void advance(BuildRecord next) {
    if (next == null) {
      throw dropped();
    }
    build = next;
    state = next.state();
    byte[][] range = ends;
    fraction = range == null ? 1 : KeyRange.fraction(range[0], range[1], next.position());
    listener.accept(progress());
  }

  private void publish() {
    for (long pauseNs = PAUSE_NS; ; pauseNs = Math.min(LONGEST_PAUSE_NS, pauseNs * 2)) {
      requireWanted();
      try {
        if (!builds.publish(table, build)) {
          throw dropped();
        }
        state = IndexState.PUBLIC;
        listener.accept(progress());
        return;
      } catch (LockTimeoutException busy) {
        // Each try holds new transactions back, so it is short, and there is room between two.
        pause(pauseNs);
      }
    }
  }

  /** Takes the index away, since no more writing can make it right; the reason stays the reason. */
  private void abandon(AshlarException reason) {
    try {
      for (long pauseNs = PAUSE_NS; ; pauseNs = Math.min(LONGEST_PAUSE_NS, pauseNs * 2)) {
        requireWanted();
        try {
          builds.abandon(table, build);
          return;
        } catch (LockTimeoutException busy) {
          pause(pauseNs);
        }
      }
    } catch (RuntimeException | Error e) {
      reason.addSuppressed(e);
    }
  }

  private void requireWanted() {
    if (stopAsked.getCount() == 0) {
      throw new ClosedException("The database is closed.");
    }
    table.ensureUsable();
  }

  private SchemaException dropped() {
    return new SchemaException(
        "The index was dropped while it was built.", "table", table.name(), "index", index);
  }

  private void pause(long ns) {
    if (ns > 0) {
      try {
        boolean stop = stopAsked.await(ns, TimeUnit.NANOSECONDS);
        assert stop || stopAsked.getCount() > 0 || ended.getCount() > 0 : "either is an answer";
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw interrupted(e);
      }
    }
  }

  void end(Throwable reason) {
    failure = reason;
    endedNs = System.nanoTime();
    try {
      builds.ended(this);
    } finally {
      ended.countDown();
    }
  }

  /** Asks the run to stop after its chunk; the build goes on at the next open. */
  void stop() {
    stopAsked.countDown();
  }

  /**
   * Waits until the run uses nothing of the database any more; its own thread does not wait.
   *
   * @throws io.ashlar.error.CloseTimeoutException when it does not end, as one whose listener never
   *     returns
   */
  void awaitEnd(Thread runner, CloseDeadline deadline) {
    if (runner != Thread.currentThread()) {
      deadline.await(ended, runner, "An index build has not ended; what it may use was not freed.");
    }
  }

  @Override
  public IndexBuildProgress progress() {
    BuildRecord now = build;
    double seconds =
        (double) ((ended() ? endedNs : System.nanoTime()) - startedNs)
            / TimeUnit.SECONDS.toNanos(1);
    double rate = seconds <= 0 ? 0 : (now.rows() - startedRows) / seconds;
    IndexState is = state;
    long estimate = -1;
    if (is == IndexState.VALIDATED || is == IndexState.PUBLIC) {
      estimate = now.rows();
    } else if (fraction > 0) {
      estimate = Math.round(now.rows() / fraction);
    }
    return new IndexBuildProgress(table.name(), index, is, now.rows(), rate, estimate);
  }

  @Override
  public boolean ended() {
    return ended.getCount() == 0;
  }

  @Override
  public void await() {
    boolean done = await(Duration.ofNanos(Long.MAX_VALUE));
    assert done : "nobody waits for centuries";
  }

  @Override
  public boolean await(Duration timeout) {
    long nanos = Durations.toNanos(Arguments.given(timeout, "timeout"));
    try {
      if (!ended.await(nanos, TimeUnit.NANOSECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
    Throwable reason = failure;
    if (reason instanceof Error error) {
      throw error;
    }
    if (reason != null) {
      throw (RuntimeException) reason;
    }
    return true;
  }

  private IllegalUseException interrupted(InterruptedException e) {
    return new IllegalUseException(
        e,
        "The wait for the build of an index was interrupted.",
        "index",
        index,
        "interrupted",
        true);
  }

  @Override
  public void cancel() {
    if (!finished()) {
      builds.cancel(table, build);
    }
  }

  @Override
  public String toString() {
    return table.name() + "." + index + " " + state + " rows=" + build.rows();
  }
}
