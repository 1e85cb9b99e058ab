package io.ashlar.bench.peers.run;

import io.ashlar.bench.peers.engine.PeerClient;
import io.ashlar.bench.tpcb.TpcbScale;
import io.ashlar.workbench.Latencies;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * One client's thread: runs transactions until the measured time is over, keeps the latencies of
 * those that ended within it, and stays alive until its allocation was read. Random numbers are the
 * same for every engine.
 */
final class PeerWorker implements Callable<PeerWorker.Tally> {

  /**
   * What a client did.
   *
   * @param latencies of the transactions that ended in the measured time, retries included
   * @param retries runs that had to be repeated in the measured time
   * @param committed transactions in all, the warm-up included
   */
  record Tally(Latencies latencies, long retries, long committed) {}

  private static final int MAX_DELTA = 5_000;
  private static final long FIRST_PAUSE_NS = 20_000;
  private static final int MAX_PAUSE_DOUBLINGS = 8;

  private final PeerClient client;
  private final TpcbScale rows;
  private final PeerWindow window;
  private final CountDownLatch allocationRead;
  private final SplittableRandom random;

  private long sequence;
  private long retries;

  PeerWorker(
      int id, PeerClient client, TpcbScale rows, PeerWindow window, CountDownLatch allocationRead) {
    this.client = client;
    this.rows = rows;
    this.window = window;
    this.allocationRead = allocationRead;
    this.random = new SplittableRandom(id);
  }

  @Override
  public Tally call() throws Exception {
    Latencies latencies = new Latencies();
    long retriesBefore = 0;
    boolean measuring = false;
    long now = System.nanoTime();
    while (!window.isOver(now)) {
      if (!measuring && window.hasBegun(now)) {
        measuring = true;
        retriesBefore = retries;
      }
      runOne();
      long end = System.nanoTime();
      if (window.hasBegun(end) && !window.isOver(end)) {
        latencies.record(end - now);
      }
      now = end;
    }
    allocationRead.await();
    return new Tally(latencies, retries - retriesBefore, sequence);
  }

  private void runOne() throws Exception {
    int account = random.nextInt(1, rows.accounts() + 1);
    int teller = random.nextInt(1, rows.tellers() + 1);
    int branch = random.nextInt(1, rows.branches() + 1);
    int delta = random.nextInt(-MAX_DELTA, MAX_DELTA + 1);
    int tries = 0;
    while (!client.run(sequence, account, teller, branch, delta)) {
      retries++;
      tries++;
      pause(tries);
    }
    sequence++;
  }

  /** Doubles up to 5 ms, each time a random part of it, so that losers do not meet again. */
  private void pause(int tries) {
    long longestNs = FIRST_PAUSE_NS << Math.min(tries, MAX_PAUSE_DOUBLINGS);
    LockSupport.parkNanos(random.nextLong(longestNs) + 1);
  }
}
