package io.ashlar.torture.writer;

import io.ashlar.Options;
import io.ashlar.transaction.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a store is written to.
 *
 * @param directory of the store
 * @param seed of the plans; the same for all processes that ever write to the store
 * @param threads writers
 * @param durability of their commits
 * @param intervalMs between fsyncs under {@code INTERVAL}, milliseconds
 * @param memtableBytes small ones make a short run flush, compact and change logs
 */
public record WriterOptions(
    Path directory,
    long seed,
    int threads,
    TortureDurability durability,
    int intervalMs,
    long memtableBytes) {

  /**
   * How the store is opened, also for the check: a tree of many small files.
   *
   * @return options for it
   */
  public Options storeOptions() {
    return Options.builder()
        .durability(Durability.GROUP)
        .syncInterval(Duration.ofMillis(intervalMs))
        .memtableBytes(memtableBytes)
        .cacheBytes(Math.max(32L << 20, 16 * memtableBytes))
        .build();
  }

  /**
   * The same with another size of memtables.
   *
   * @param bytes of each
   * @return other options
   */
  public WriterOptions withMemtableBytes(long bytes) {
    return new WriterOptions(directory, seed, threads, durability, intervalMs, bytes);
  }

  /**
   * As arguments of a process.
   *
   * @return words for {@link #ofWords}
   */
  public List<String> toWords() {
    return List.of(
        directory.toString(),
        Long.toString(seed),
        Integer.toString(threads),
        durability.name(),
        Integer.toString(intervalMs),
        Long.toString(memtableBytes));
  }

  /**
   * From the arguments of a process.
   *
   * @param words from {@link #toWords}
   * @return the options
   */
  public static WriterOptions ofWords(String... words) {
    return new WriterOptions(
        Path.of(words[0]),
        Long.parseLong(words[1]),
        Integer.parseInt(words[2]),
        TortureDurability.valueOf(words[3]),
        Integer.parseInt(words[4]),
        Long.parseLong(words[5]));
  }
}
