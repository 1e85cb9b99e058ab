package io.ashlar.bench.peers.run;

import io.ashlar.bench.peers.engine.PeerDurability;
import io.ashlar.bench.peers.engine.PeerSetup;
import io.ashlar.bench.peers.engine.PeerWork;
import io.ashlar.bench.tpcb.TpcbScale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of one engine, as words of a command line, so that a child JVM can be told of it and a
 * person can run it again.
 *
 * @param kind the engine
 * @param durability when a commit returns
 * @param work what clients do
 * @param clients threads
 * @param rows what is loaded
 * @param warmup how long to run before measuring
 * @param measured how long to measure
 * @param cacheBytes how much of the data the engine may keep in memory
 * @param directory an empty directory
 */
public record PeerTask(
    PeerKind kind,
    PeerDurability durability,
    PeerWork work,
    int clients,
    TpcbScale rows,
    Duration warmup,
    Duration measured,
    long cacheBytes,
    Path directory) {

  /** Holds the address of the server, and not the command line, which every user can read. */
  public static final String SERVER_VARIABLE = "ASHLAR_BENCH_SERVER";

  /**
   * As words of a command line.
   *
   * @return {@code name=value}
   */
  public List<String> toWords() {
    return List.of(
        "kind=" + kind.name(),
        "durability=" + durability.name(),
        "work=" + work.name(),
        "clients=" + clients,
        "branches=" + rows.branches(),
        "tellers=" + rows.tellersPerBranch(),
        "accounts=" + rows.accountsPerBranch(),
        "warmup=" + warmup.toMillis(),
        "measured=" + measured.toMillis(),
        "cache=" + cacheBytes,
        "directory=" + directory);
  }

  static PeerTask of(String... words) {
    Map<String, String> values = new HashMap<>();
    for (String word : words) {
      int end = word.indexOf('=');
      values.put(word.substring(0, end), word.substring(end + 1));
    }
    return new PeerTask(
        PeerKind.valueOf(values.get("kind")),
        PeerDurability.valueOf(values.get("durability")),
        PeerWork.valueOf(values.get("work")),
        Integer.parseInt(values.get("clients")),
        new TpcbScale(
            Integer.parseInt(values.get("branches")),
            Integer.parseInt(values.get("tellers")),
            Integer.parseInt(values.get("accounts"))),
        Duration.ofMillis(Long.parseLong(values.get("warmup"))),
        Duration.ofMillis(Long.parseLong(values.get("measured"))),
        Long.parseLong(values.get("cache")),
        Path.of(values.get("directory")));
  }

  PeerSetup setup(String server) {
    return new PeerSetup(directory, durability, work, rows, cacheBytes, server);
  }
}
