package io.ashlar.bench.tpcb;

import io.ashlar.Database;
import io.ashlar.error.RetryableException;
import io.ashlar.transaction.Transaction;
import io.ashlar.workbench.Allocation;
import io.ashlar.workbench.Latencies;
import java.util.SplittableRandom;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One client: runs transactions for the time of the warm-up, waits for the others, runs them for
 * the measured time. It reuses one transaction object throughout.
 */
final class TpcbClient implements Callable<TpcbClient.Tally> {

  /**
   * What a client did in the measured time.
   *
   * @param latencies of each transaction, from its first begin to the return of its commit, retries
   *     included
   * @param retries runs that had to be repeated
   * @param allocatedBytes by the client's thread
   * @param committed transactions in all, the warm-up included
   */
  record Tally(Latencies latencies, long retries, long allocatedBytes, long committed) {}

  private static final int MAX_DELTA = 5_000;
  private static final long FIRST_PAUSE_NS = 20_000;
  private static final int MAX_PAUSE_DOUBLINGS = 8;

  private final int id;
  private final Database database;
  private final TpcbOptions options;
  private final TpcbScale rows;
  private final CyclicBarrier barrier;
  private final TpcbTransaction statements;
  private final SplittableRandom random;

  private long sequence;
  private long retries;

  TpcbClient(
      int id, Database database, TpcbTables tables, TpcbOptions options, CyclicBarrier barrier) {
    this.id = id;
    this.database = database;
    this.options = options;
    this.rows = options.rows();
    this.barrier = barrier;
    this.statements = new TpcbTransaction(tables);
    this.random = new SplittableRandom(id);
  }

  @Override
  public Tally call() throws Exception {
    try (Transaction transaction = database.begin(options.isolation())) {
      transaction.rollback();
      runFor(options.warmupSeconds(), transaction, new Latencies());
      Latencies latencies = new Latencies();
      barrier.await();
      long retriesBefore = retries;
      long allocatedBefore = Allocation.ofCurrentThread();
      runFor(options.seconds(), transaction, latencies);
      long allocatedBytes = Allocation.ofCurrentThread() - allocatedBefore;
      barrier.await();
      return new Tally(latencies, retries - retriesBefore, allocatedBytes, sequence);
    } catch (RuntimeException | Error e) {
      breakBarrier();
      throw e;
    }
  }

  /** For good, so that no other client waits for this one; only an interrupt does that. */
  private void breakBarrier() throws BrokenBarrierException {
    Thread.currentThread().interrupt();
    try {
      barrier.await();
    } catch (InterruptedException expected) {
      // Thrown at once, and with it the mark of the interrupt is gone.
    }
  }

  private void runFor(int seconds, Transaction transaction, Latencies latencies) {
    long begin = System.nanoTime();
    long lengthNs = TimeUnit.SECONDS.toNanos(seconds);
    long now = begin;
    while (now - begin < lengthNs) {
      runOne(transaction);
      long end = System.nanoTime();
      latencies.record(end - now);
      now = end;
    }
  }

  private void runOne(Transaction transaction) {
    int account = random.nextInt(1, rows.accounts() + 1);
    int teller = random.nextInt(1, rows.tellers() + 1);
    int branch = random.nextInt(1, rows.branches() + 1);
    int delta = random.nextInt(-MAX_DELTA, MAX_DELTA + 1);
    int tries = 0;
    while (!tryOne(transaction, account, teller, branch, delta)) {
      retries++;
      tries++;
      pause(tries);
    }
    sequence++;
  }

  private boolean tryOne(Transaction transaction, int account, int teller, int branch, int delta) {
    try {
      transaction.begin();
      statements.run(transaction, id, sequence, account, teller, branch, delta);
      transaction.commit();
      return true;
    } catch (RetryableException e) {
      transaction.rollback();
      return false;
    }
  }

  /** Doubles up to 5 ms, each time a random part of it, so that losers do not meet again. */
  private void pause(int tries) {
    long longestNs = FIRST_PAUSE_NS << Math.min(tries, MAX_PAUSE_DOUBLINGS);
    LockSupport.parkNanos(random.nextLong(longestNs) + 1);
  }
}
