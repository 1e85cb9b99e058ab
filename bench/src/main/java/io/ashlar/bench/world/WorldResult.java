package io.ashlar.bench.world;

import static io.ashlar.workbench.TextTable.number;

import io.ashlar.workbench.JsonObject;
import io.ashlar.workbench.Latencies;
import io.ashlar.workbench.Measurement;
import io.ashlar.workbench.TextTable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/**
 * What a run measured.
 *
 * @param options what was run
 * @param acts each kind of act
 * @param all all acts; the heap bytes are those of the whole process, sessions included
 * @param counters what the database counted
 * @param retries runs of trades that had to be repeated
 * @param unfinished acts that were due in the measured time and never done
 * @param loadedBytes on disk before the first act
 * @param problems what is wrong with the world afterwards; empty when nothing is
 */
public record WorldResult(
    WorldOptions options,
    List<Measurement> acts,
    Measurement all,
    WorldCounters counters,
    long retries,
    long unfinished,
    long loadedBytes,
    List<String> problems) {

  /** Nineteen of twenty acts are to end within this, milliseconds. */
  static final double TARGET_P95_MS = 10;

  /** Ninety-nine of a hundred acts are to end within this, milliseconds. */
  static final double TARGET_P99_MS = 50;

  /** Nine of ten blocks are to be found in the cache. */
  static final double TARGET_HIT_RATE = 0.9;

  private static final double MIB = 1 << 20;
  private static final int PERCENT = 100;

  /**
   * Whether nothing was lost, invented or misplaced.
   *
   * @return true when the world adds up
   */
  public boolean consistent() {
    return problems.isEmpty();
  }

  /**
   * Whether acts were done as fast as they are meant to be.
   *
   * @return true when all were done and the 95th and 99th percentile are within their targets
   */
  public boolean fastEnough() {
    return unfinished == 0
        && all.latencies().percentileMs(95) < TARGET_P95_MS
        && all.latencies().percentileMs(99) < TARGET_P99_MS;
  }

  /**
   * Whether as many blocks were in the cache as are meant to be.
   *
   * @return true when the target is met
   */
  public boolean cachedEnough() {
    return counters.blockHitRate() > TARGET_HIT_RATE;
  }

  /**
   * One JSON object.
   *
   * @return the object on one line
   */
  public String toJson() {
    JsonObject json =
        new JsonObject()
            .put("engine", "ashlar")
            .put("sessions", options.scale().players())
            .put("threads", threads())
            .put("actors", options.actors())
            .put("think_ms", options.thinkMs())
            .put("seconds", options.seconds())
            .put("durability", durability())
            .put("java", Runtime.version().feature())
            .put("regions", options.scale().regions())
            .put("entities", options.scale().entities())
            .put("cache_bytes", options.cacheBytes());
    for (Measurement act : acts) {
      put(json, act);
    }
    put(json, all);
    return json.put("alloc_bytes_per_act", all.bytesPerOperation())
        .put("unfinished", unfinished)
        .put("commits", counters.commits())
        .put("groups", counters.groups())
        .put("syncs", counters.syncs())
        .put("mean_sync_ms", counters.meanSyncMs())
        .put("retries", retries)
        .put("conflicts", counters.conflicts())
        .put("lock_waits", counters.lockWaits())
        .put("lock_wait_ms", counters.lockWaitMs())
        .put("block_hits", counters.blockHits())
        .put("block_misses", counters.blockMisses())
        .put("block_hit_rate", counters.blockHitRate())
        .put("loaded_bytes", loadedBytes)
        .put("bytes_on_disk", counters.bytesOnDisk())
        .put("fast_enough", fastEnough())
        .put("cached_enough", cachedEnough())
        .put("consistent", consistent())
        .put("problems", problems)
        .toLine();
  }

  private static void put(JsonObject json, Measurement measured) {
    Latencies latencies = measured.latencies();
    json.begin(measured.operation())
        .put("count", measured.count())
        .put("per_second", measured.perSecond())
        .put("p50_ms", latencies.percentileMs(50))
        .put("p95_ms", latencies.percentileMs(95))
        .put("p99_ms", latencies.percentileMs(99))
        .put("max_ms", latencies.percentileMs(100))
        .end();
  }

  /**
   * The report to read.
   *
   * @return lines, the last one without its end
   */
  public String toText() {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    printHead(out);
    TextTable table =
        new TextTable(1, "act", "count", "/s", "p50 ms", "p95 ms", "p99 ms", "max ms");
    acts.forEach(act -> add(table, act));
    add(table, all);
    table.printTo(out);
    printCounters(out);
    printTargets(out);
    return text.toString().stripTrailing();
  }

  private void printHead(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%,d sessions on %s, %,d at a time, each acts every %,d ms (%,d to %,d); %s; JDK %d%n",
        options.scale().players(),
        options.virtual() ? "virtual threads" : "a pool of threads",
        options.actors(),
        options.thinkMs(),
        options.thinkMs() / 2,
        options.thinkMs() / 2 + options.thinkMs(),
        durability(),
        Runtime.version().feature());
    out.printf(
        Locale.ROOT,
        "%,d regions, %,d entities, %s MiB on disk when loaded; %s MiB of cache and memtables%n",
        options.scale().regions(),
        options.scale().entities(),
        number(loadedBytes / MIB, 1),
        number(options.cacheBytes() / MIB, 1));
    out.println("latencies from the moment at which a session meant to act (none is omitted)");
    out.println();
  }

  private static void add(TextTable table, Measurement measured) {
    Latencies latencies = measured.latencies();
    table.add(
        measured.operation(),
        number(measured.count()),
        number(measured.perSecond(), 0),
        number(latencies.percentileMs(50), 3),
        number(latencies.percentileMs(95), 3),
        number(latencies.percentileMs(99), 3),
        number(latencies.percentileMs(100), 3));
  }

  private void printCounters(PrintWriter out) {
    out.println();
    out.printf(
        Locale.ROOT,
        "%,d commits in %,d groups, %,d fsyncs of %.3f ms;"
            + " %,d retries, %,d conflicts, %,d waits for locks of %.1f ms in all%n",
        counters.commits(),
        counters.groups(),
        counters.syncs(),
        counters.meanSyncMs(),
        retries,
        counters.conflicts(),
        counters.lockWaits(),
        counters.lockWaitMs());
    out.printf(
        Locale.ROOT,
        "%,d blocks found in the cache, %,d read: %.2f %% hits (indexes and filters included)%n",
        counters.blockHits(),
        counters.blockMisses(),
        counters.blockHitRate() * PERCENT);
    out.printf(
        Locale.ROOT,
        "%,.0f heap bytes an act, sessions and their threads included; %s MiB on disk%n",
        all.bytesPerOperation(),
        number(counters.bytesOnDisk() / MIB, 1));
    if (unfinished > 0) {
      out.printf(Locale.ROOT, "%,d acts were due and never done%n", unfinished);
    }
  }

  private void printTargets(PrintWriter out) {
    out.println();
    out.printf(
        Locale.ROOT,
        "p95 < %.0f ms and p99 < %.0f ms: %s%n",
        TARGET_P95_MS,
        TARGET_P99_MS,
        fastEnough() ? "met" : "MISSED");
    out.printf(
        Locale.ROOT,
        "cache hits > %.0f %%: %s%n",
        TARGET_HIT_RATE * PERCENT,
        cachedEnough() ? "met" : "MISSED");
    out.println(
        "coins, goods, ledger, indexes: " + (consistent() ? "consistent" : "NOT CONSISTENT"));
    problems.forEach(problem -> out.println("WRONG  " + problem));
  }

  private String threads() {
    return options.virtual() ? "virtual" : "pool";
  }

  private String durability() {
    return options.durability().name().toLowerCase(Locale.ROOT);
  }
}
