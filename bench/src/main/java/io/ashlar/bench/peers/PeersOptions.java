package io.ashlar.bench.peers;

import io.ashlar.bench.peers.engine.PeerDurability;
import io.ashlar.bench.peers.engine.PeerWork;
import io.ashlar.bench.peers.run.PeerKind;
import io.ashlar.bench.peers.run.PeerTask;
import io.ashlar.bench.tpcb.TpcbScale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What to compare.
 *
 * @param kinds the engines, without repetition
 * @param works what clients do
 * @param durabilities the durabilities
 * @param clients the numbers of threads
 * @param rounds how often each engine runs in each column, at least 1
 * @param rows what is loaded
 * @param warmup how long to run before measuring
 * @param measured how long to measure
 * @param counted how long to run for counting syncs; zero for not counting
 * @param busy threads that compute beside the engines and never wait
 * @param cacheBytes how much of the data an engine may keep in memory
 * @param heapMegabytes of each child JVM
 * @param directory where the engines keep their files; null for a temporary one
 * @param server the JDBC address of a PostgreSQL server; null for none
 */
public record PeersOptions(
    List<PeerKind> kinds,
    List<PeerWork> works,
    List<PeerDurability> durabilities,
    List<Integer> clients,
    int rounds,
    TpcbScale rows,
    Duration warmup,
    Duration measured,
    Duration counted,
    int busy,
    long cacheBytes,
    int heapMegabytes,
    Path directory,
    String server) {

  List<PeerColumn> columns() {
    List<PeerColumn> columns = new ArrayList<>();
    for (PeerWork work : works) {
      // Queries are the same at every durability.
      for (PeerDurability durability : work.writes() ? durabilities : durabilities.subList(0, 1)) {
        for (int count : clients) {
          columns.add(new PeerColumn(work, durability, count));
        }
      }
    }
    return columns;
  }

  /** The engines of a column in the order of a round: each round begins with another one. */
  List<PeerKind> turns(PeerColumn column, int round) {
    List<PeerKind> turns = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      PeerKind kind = kinds.get((i + round) % kinds.size());
      boolean does = column.work() == PeerWork.TPCB || kind.speaksSql() || kind.isAshlar();
      if (does && kind.runsAt(column.durability())) {
        turns.add(kind);
      }
    }
    return turns;
  }

  PeerTask task(PeerKind kind, PeerColumn column, Duration length, Path files) {
    return new PeerTask(
        kind,
        column.durability(),
        column.work(),
        column.clients(),
        rows,
        warmup,
        length,
        cacheBytes,
        files);
  }
}
