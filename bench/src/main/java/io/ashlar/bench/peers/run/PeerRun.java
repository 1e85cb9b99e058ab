package io.ashlar.bench.peers.run;

import io.ashlar.bench.peers.engine.Peer;
import io.ashlar.bench.peers.engine.PeerClient;
import io.ashlar.workbench.Allocation;
import io.ashlar.workbench.Latencies;
import io.ashlar.workbench.ProcessorTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Opens an engine, loads it, runs its clients, adds up its books. */
final class PeerRun {

  private final PeerTask task;

  PeerRun(PeerTask task) {
    this.task = task;
  }

  /**
   * Runs it.
   *
   * @param server the JDBC address of a server; null for engines that need none
   */
  PeerResult run(String server) throws Exception {
    try (Peer peer = task.kind().open(task.setup(server))) {
      peer.load();
      List<PeerClient> clients = new ArrayList<>();
      for (int id = 1; id <= task.clients(); id++) {
        clients.add(peer.newClient(id));
      }
      PeerWindow window = PeerWindow.after(task.warmup(), task.measured());
      CountDownLatch allocationRead = new CountDownLatch(1);
      AtomicInteger threads = new AtomicInteger();
      ExecutorService executor =
          Executors.newFixedThreadPool(
              task.clients(), work -> new Thread(work, "client-" + threads.incrementAndGet()));
      try {
        List<Future<PeerWorker.Tally>> tallies = new ArrayList<>();
        for (PeerClient client : clients) {
          int id = tallies.size() + 1;
          tallies.add(
              executor.submit(new PeerWorker(id, client, task.rows(), window, allocationRead)));
        }
        return result(peer, clients, window, tallies, within(window, allocationRead));
      } finally {
        allocationRead.countDown();
        executor.shutdown();
      }
    }
  }

  /**
   * What was used up in the measured time.
   *
   * @param bytes that all threads of this JVM allocated: the clients, the engine's own, and the
   *     little that this reads
   * @param idle of the processors, as {@link PeerResult#idle}
   */
  private record Used(long bytes, double idle) {}

  private static Used within(PeerWindow window, CountDownLatch allocationRead)
      throws InterruptedException {
    PeerWindow.sleepUntil(window.fromNs());
    ProcessorTime time = ProcessorTime.take();
    long before = Allocation.ofAllThreads();
    PeerWindow.sleepUntil(window.toNs());
    long bytes = Allocation.ofAllThreads() - before;
    allocationRead.countDown();
    return new Used(bytes, ProcessorTime.take().idleSince(time));
  }

  private static PeerResult result(
      Peer peer,
      List<PeerClient> clients,
      PeerWindow window,
      List<Future<PeerWorker.Tally>> tallies,
      Used used)
      throws Exception {
    Latencies latencies = new Latencies();
    long retries = 0;
    long committed = 0;
    long slowest = Long.MAX_VALUE;
    for (Future<PeerWorker.Tally> future : tallies) {
      PeerWorker.Tally tally = future.get();
      latencies.add(tally.latencies());
      retries += tally.retries();
      committed += tally.committed();
      slowest = Math.min(slowest, tally.latencies().count());
    }
    for (PeerClient client : clients) {
      client.close();
    }
    return new PeerResult(
        peer.version(),
        latencies.count(),
        latencies.count() / window.seconds(),
        latencies.percentileMs(50),
        latencies.percentileMs(95),
        latencies.percentileMs(99),
        latencies.percentileMs(99.9),
        (double) slowest * tallies.size() / Math.max(1, latencies.count()),
        used.idle(),
        (double) used.bytes() / Math.max(1, latencies.count()),
        retries,
        peer.holds(committed),
        window.fromMicros(),
        window.toMicros());
  }
}
