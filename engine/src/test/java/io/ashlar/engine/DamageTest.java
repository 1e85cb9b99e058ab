package io.ashlar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.error.CorruptionException;
import io.ashlar.testkit.StoreCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {

  private static final int ROWS = 400;

  @TempDir Path temp;

  @Test
  void shouldRecoverPrefixWhenTheWalIsTorn() throws IOException {
    Path live = temp.resolve("live");
    Path crashed = temp.resolve("crashed");
    try (StoreFixture store = new StoreFixture(live)) {
      for (int i = 0; i < ROWS; i++) {
        writePair(store.engine, i);
      }
      StoreCopy.copy(live, crashed); // What a killed process leaves behind.
    }
    Path wal = newest(crashed, ".log");
    byte[] whole = Files.readAllBytes(wal);
    Random random = new Random(7);
    int before = -1;
    for (int cut : random.ints(12, 0, whole.length + 1).sorted().toArray()) {
      Path torn = temp.resolve("torn" + cut);
      StoreCopy.copy(crashed, torn);
      Files.write(torn.resolve(wal.getFileName()), Arrays.copyOf(whole, cut));
      try (StoreFixture store = new StoreFixture(torn)) {
        int recovered = prefixLength(store);
        assertThat(recovered).as("cut at %d", cut).isGreaterThanOrEqualTo(before);
        before = recovered;
      }
    }
    try (StoreFixture store = new StoreFixture(crashed)) {
      assertThat(prefixLength(store)).isEqualTo(ROWS);
    }
  }

  @Test
  void shouldRecoverPrefixWhenTheWalIsDamagedInTheMiddle() throws IOException {
    Path live = temp.resolve("live");
    Path crashed = temp.resolve("crashed");
    try (StoreFixture store = new StoreFixture(live)) {
      for (int i = 0; i < ROWS; i++) {
        writePair(store.engine, i);
      }
      StoreCopy.copy(live, crashed);
    }
    Path wal = newest(crashed, ".log");
    byte[] whole = Files.readAllBytes(wal);
    whole[whole.length / 2] ^= 0x40;
    Files.write(wal, whole);
    try (StoreFixture store = new StoreFixture(crashed)) {
      assertThat(prefixLength(store)).isBetween(1, ROWS - 1);
    }
  }

  @Test
  void shouldThrowAndNeverReadWrongWhenATableByteIsFlipped() throws IOException {
    Path intact = temp.resolve("intact");
    try (StoreFixture store = new StoreFixture(intact)) {
      for (int i = 0; i < ROWS; i++) {
        writePair(store.engine, i);
      }
      store.engine.flush();
    }
    Path table = newest(intact, ".sst").getFileName();
    byte[] good = Files.readAllBytes(intact.resolve(table));
    Random random = new Random(11);
    int detected = 0;
    for (int turn = 0; turn < 25; turn++) {
      Path damaged = temp.resolve("damaged" + turn);
      StoreCopy.copy(intact, damaged);
      byte[] bad = good.clone();
      bad[random.nextInt(turn < 15 ? 4_000 : bad.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(damaged.resolve(table), bad);
      detected += readsCorruption(damaged) ? 1 : 0;
    }
    assertThat(detected).isGreaterThanOrEqualTo(15);
  }

  /** Every row is right or CorruptionException; a scan may not end early without one. */
  private static boolean readsCorruption(Path directory) {
    boolean detected = false;
    try (StoreFixture store = new StoreFixture(directory)) {
      for (int i = 0; i < ROWS; i++) {
        try {
          assertThat(store.get("a" + i)).isEqualTo(value(i));
        } catch (CorruptionException e) {
          detected = true;
        }
      }
      try (EngineCursor cursor = store.engine.acquireCursor(Family.DATA)) {
        StoreFixture.reset(cursor, null, null, null);
        List<String> rows = StoreFixture.forward(cursor);
        assertThat(rows).hasSize(2 * ROWS);
      } catch (CorruptionException e) {
        detected = true;
      }
    } catch (CorruptionException e) {
      detected = true;
    }
    return detected;
  }

  private static void writePair(Engine engine, int i) {
    try (EngineBatch batch = engine.newBatch()) {
      StoreFixture.put(batch, "a" + i, value(i));
      StoreFixture.put(batch, "b" + i, value(i));
      engine.write(batch);
    }
  }

  private static String value(int i) {
    return "value " + i + " " + Integer.toHexString(i * 0x9E3779B9).repeat(3);
  }

  /** How many pairs are there; after the first missing one there must be none, and no halves. */
  private static int prefixLength(StoreFixture store) {
    int length = 0;
    while (length < ROWS && store.get("a" + length) != null) {
      length++;
    }
    for (int i = 0; i < ROWS; i++) {
      String expected = i < length ? value(i) : null;
      assertThat(store.get("a" + i)).isEqualTo(expected);
      assertThat(store.get("b" + i)).isEqualTo(expected);
    }
    return length;
  }

  private static Path newest(Path directory, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .max(Comparator.comparing(Path::toString))
          .orElseThrow();
    }
  }
}
