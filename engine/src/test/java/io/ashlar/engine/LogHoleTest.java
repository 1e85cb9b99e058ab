package io.ashlar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.CorruptionException;
import io.ashlar.testkit.StoreCopy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log that ends earlier than it did, at the end of a record, and is followed by an intact one: by
 * itself it looks whole. What both hold must not be recovered without what lies between.
 */
@Timeout(300)
class LogHoleTest {

  private static final int BEFORE = 200;
  private static final int AFTER = 100;
  private static final int FILLER_BYTES = 10_000;

  /** The format of RocksDB's log: records in blocks, each with checksum, length and type. */
  private static final int BLOCK_BYTES = 32 << 10;

  private static final int HEADER_BYTES = 7;
  private static final int LENGTH_OFFSET = 4;
  private static final int TYPE_OFFSET = 6;
  private static final int FULL = 1;
  private static final int LAST = 4;

  @TempDir private Path temp;

  @Test
  void shouldNotStepOverAHoleBetweenTwoLogs() throws IOException {
    Path live = temp.resolve("live");
    Path crashed = temp.resolve("crashed");
    try (StoreFixture store = new StoreFixture(live)) {
      for (int i = 0; i < BEFORE; i++) {
        put(store, i);
      }
      int logs = logs(live).size();
      // Fills the memtable of another family; the log is kept for the sake of the first.
      for (int i = 0; logs(live).size() == logs; i++) {
        store.put("filler" + i, "x".repeat(FILLER_BYTES));
      }
      for (int i = BEFORE; i < BEFORE + AFTER; i++) {
        put(store, i);
      }
      StoreCopy.copy(live, crashed);
    }
    Path whole = temp.resolve("whole");
    StoreCopy.copy(crashed, whole);
    assertThat(newest(whole)).isEqualTo(BEFORE + AFTER);

    List<Path> logs = logs(crashed);
    Path first = logs.get(0);
    byte[] log = Files.readAllBytes(first);
    int records = 0;
    for (int end : ends(log)) {
      records++;
      if (records % 40 != 0) {
        continue;
      }
      Path cut = temp.resolve("cut" + end);
      StoreCopy.copy(crashed, cut);
      Files.write(cut.resolve(first.getFileName()), Arrays.copyOf(log, end));
      try {
        newest(cut);
      } catch (CorruptionException refused) {
        assertThat(refused.sentence()).isNotEmpty();
      }
    }
    assertThat(records).isGreaterThan(BEFORE);
  }

  private static String key(int i) {
    return "row" + i;
  }

  private static void put(StoreFixture store, int i) {
    MutableDirectBuffer key = StoreFixture.bytes(key(i));
    try (EngineBatch batch = store.engine.newBatch()) {
      batch.put(Family.CATALOG, key, 0, key.capacity(), key, 0, key.capacity());
      store.engine.write(batch);
    }
  }

  /** How many rows there are; none may be missing before the last. */
  private static int newest(Path directory) {
    try (StoreFixture store = new StoreFixture(directory);
        PooledBuffer value = StoreFixture.BUFFERS.acquire(16)) {
      int length = 0;
      int found = 0;
      for (int i = 0; i < BEFORE + AFTER; i++) {
        MutableDirectBuffer key = StoreFixture.bytes(key(i));
        int bytes = store.reader.get(Family.CATALOG, key, 0, key.capacity(), value);
        if (bytes != Engine.ABSENT) {
          length = i + 1;
          found++;
        }
      }
      assertThat(found).as("rows up to the last, in %s", directory.getFileName()).isEqualTo(length);
      return length;
    }
  }

  /** Where records end that are not continued. */
  private static List<Integer> ends(byte[] log) {
    ByteBuffer bytes = ByteBuffer.wrap(log).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> ends = new ArrayList<>();
    int at = 0;
    while (at + HEADER_BYTES <= log.length) {
      int length = bytes.getShort(at + LENGTH_OFFSET) & 0xffff;
      int type = bytes.get(at + TYPE_OFFSET);
      at += HEADER_BYTES + length;
      if (type == FULL || type == LAST) {
        ends.add(at);
      }
      int left = BLOCK_BYTES - at % BLOCK_BYTES;
      at += left < HEADER_BYTES ? left : 0;
    }
    return ends;
  }

  private static List<Path> logs(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    }
  }
}
