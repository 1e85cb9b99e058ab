package io.ashlar.rows.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Options;
import io.ashlar.rows.database.Beneath;
import io.ashlar.store.memory.InMemoryStore;
import io.ashlar.transaction.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same history gives the same answers whatever the options are: they tell only how fast. */
@Timeout(300)
class MetamorphicTest {

  private static final long MIB = 1 << 20;
  private static final long KIB = 1 << 10;
  private static final int STEPS = 1_500;

  /** Long enough for many memtables of the least size. */
  private static final int NOTE_BYTES = 12_000;

  private static final Pattern TABLE_FILE = Pattern.compile("(\\d+)\\.sst");

  @TempDir private Path directory;

  @Test
  void shouldGiveTheSameAnswersWhenOptionsDiffer() throws IOException {
    Map<String, Long> digests = new LinkedHashMap<>();
    Map<String, Long> files = new HashMap<>();
    for (Map.Entry<String, Options> each : variants().entrySet()) {
      Path place = directory.resolve("" + digests.size());
      History history =
          new History(() -> Beneath.store(place, each.getValue()), each.getValue(), 11, NOTE_BYTES);
      history.run(STEPS, STEPS / 3);
      digests.put(each.getKey(), history.digest());
      files.put(each.getKey(), newestFile(place));
    }
    assertThat(Set.copyOf(digests.values())).as("digests %s", digests).hasSize(1);
    assertThat(files.get("tiny memtables"))
        .as("numbers of files, from flushes and compactions: %s", files)
        .isGreaterThan(files.get("defaults") + 10);
  }

  @Test
  void shouldGiveTheSameAnswersWhenInMemoryAndOnDisk() {
    Options options = base().memtableBytes(64 * KIB).build();
    History memory = new History(InMemoryStore::new, options, 12, NOTE_BYTES);
    memory.run(STEPS, 0);
    History disk =
        new History(() -> Beneath.store(directory.resolve("db"), options), options, 12, NOTE_BYTES);
    disk.run(STEPS, 0);
    assertThat(disk.digest()).isEqualTo(memory.digest());
    assertThat(disk.events()).isEqualTo(memory.events());
  }

  private static Options.Builder base() {
    return Options.builder().durability(Durability.NONE).lockTimeout(Duration.ZERO);
  }

  private static Map<String, Options> variants() {
    Map<String, Options> variants = new LinkedHashMap<>();
    variants.put("defaults", base().build());
    variants.put("ALWAYS", base().durability(Durability.ALWAYS).build());
    variants.put("GROUP", base().durability(Durability.GROUP).build());
    variants.put(
        "group window",
        base().durability(Durability.GROUP).groupWindow(Duration.ofMillis(1)).build());
    variants.put(
        "INTERVAL",
        base().durability(Durability.INTERVAL).syncInterval(Duration.ofMillis(1)).build());
    variants.put("tiny memtables", base().memtableBytes(64 * KIB).build());
    variants.put("tiny cache", base().cacheBytes(MIB).memtableBytes(64 * KIB).build());
    variants.put("no pool", base().pooledBytes(0).build());
    variants.put("no compression", base().compression(false).memtableBytes(64 * KIB).build());
    variants.put("traced handles", base().traceHandles(true).build());
    return variants;
  }

  /** The greatest number of a table file: RocksDB numbers its files as it makes them. */
  private static long newestFile(Path place) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files
          .map(file -> TABLE_FILE.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .mapToLong(name -> Long.parseLong(name.group(1)))
          .max()
          .orElse(0);
    }
  }
}
