package io.ashlar.bench.cache;

import io.ashlar.statistics.MemoryPart;
import io.ashlar.statistics.MemoryReport;
import io.ashlar.statistics.TableStatistics;
import io.ashlar.workbench.JsonObject;
import io.ashlar.workbench.Latencies;
import io.ashlar.workbench.TextTable;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * What a run has found.
 *
 * @param tableBytes the size of the table's files
 * @param gets latencies of the reads of single rows
 * @param blockHitRate which part of the blocks that these asked for was in the cache, from 0 to 1
 * @param blocksPerGet blocks read from files for each
 * @param scans latencies of the scans with kept results
 * @param resultHitRate which part of the scans was shown a kept result
 * @param table what the database tells of the table at the end
 * @param memory what it tells of its memory at the end
 * @param consistent whether all rows were there and right
 */
public record CacheResult(
    long tableBytes,
    Latencies gets,
    double blockHitRate,
    double blocksPerGet,
    Latencies scans,
    double resultHitRate,
    TableStatistics table,
    MemoryReport memory,
    boolean consistent) {

  private static final double LEAST_HIT_RATE = 0.9;
  private static final double PERCENT = 100;
  private static final double US_PER_MS = 1_000;
  private static final double MIB = 1 << 20;

  /**
   * Whether the run was good.
   *
   * @return true when all rows were right and both hit rates are above nine of ten
   */
  public boolean passed() {
    return consistent && blockHitRate > LEAST_HIT_RATE && resultHitRate > LEAST_HIT_RATE;
  }

  /**
   * Prints the result as tables.
   *
   * @param out receives them
   */
  public void printTo(PrintWriter out) {
    TextTable reads =
        new TextTable(1, "reads", "count", "p50 us", "p99 us", "hit rate %", "blocks read each");
    reads.add(
        "rows, a tenth of them hot",
        TextTable.number(gets.count()),
        us(gets, 50),
        us(gets, 99),
        percent(blockHitRate),
        TextTable.number(blocksPerGet, 3));
    reads.add(
        "hot ranges, results kept",
        TextTable.number(scans.count()),
        us(scans, 50),
        us(scans, 99),
        percent(resultHitRate),
        "");
    reads.printTo(out);
    out.printf(
        Locale.ROOT,
        "%nthe table: %.1f MiB in files, %d gets, %d scans, %d rows read, hit rate of a sample %s"
            + " %%%n%n",
        tableBytes / MIB,
        table.gets(),
        table.scans(),
        table.rowsRead(),
        percent(table.hitRate()));
    TextTable parts = new TextTable(1, "memory", "used MiB", "limit MiB");
    memory.parts().forEach(part -> add(parts, part));
    memory.cacheParts().forEach(part -> add(parts, part));
    memory.outside().forEach(part -> add(parts, part));
    parts.printTo(out);
  }

  private static void add(TextTable table, MemoryPart part) {
    table.add(part.name(), mib(part.usedBytes()), mib(part.limitBytes()));
  }

  private static String mib(long bytes) {
    return bytes == MemoryPart.UNKNOWN ? "?" : TextTable.number(bytes / MIB, 1);
  }

  private static String us(Latencies latencies, double percentile) {
    return TextTable.number(latencies.percentileMs(percentile) * US_PER_MS, 1);
  }

  private static String percent(double part) {
    return TextTable.number(part * PERCENT, 1);
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
            .put("table_bytes", tableBytes)
            .put("gets", gets.count())
            .put("get_p50_us", gets.percentileMs(50) * US_PER_MS)
            .put("get_p99_us", gets.percentileMs(99) * US_PER_MS)
            .put("block_hit_rate", blockHitRate)
            .put("blocks_read_per_get", blocksPerGet)
            .put("scans", scans.count())
            .put("scan_p50_us", scans.percentileMs(50) * US_PER_MS)
            .put("scan_p99_us", scans.percentileMs(99) * US_PER_MS)
            .put("result_hit_rate", resultHitRate)
            .put("table_sample_hit_rate", table.hitRate())
            .put("passed", passed())
            .begin("memory");
    memory.parts().forEach(part -> json.put(part.name().replace(' ', '_'), part.usedBytes()));
    return json.end().toLine();
  }
}
