package io.ashlar.mvcc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.store.conformance.StoreClient;
import io.ashlar.transaction.Durability;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed loses no acknowledged commit, whatever its sync mode. */
@Timeout(300)
final class KilledProcessTest {

  private static final int LIVES = 2;

  @TempDir private Path directory;

  private final Map<Durability, Long> acknowledged = new EnumMap<>(Durability.class);
  private long newestTimestamp;

  @Test
  void shouldKeepEveryAcknowledgedCommitWhenProcessIsKilled() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int life = 0; life < LIVES; life++) {
      runAndKill(500 + random.nextInt(2_000));
      verify("seed " + seed + ", life " + life);
    }
  }

  private void runAndKill(int commits) throws IOException, InterruptedException {
    Process child = KilledWriter.start(directory.resolve("store"));
    long before = newestTimestamp;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
      for (int i = 0; i < commits; i++) {
        String line = lines.readLine();
        assertThat(line).as("acknowledgement %d", i).isNotNull();
        note(line, before);
      }
      // Through the handle: the process object would close the pipe with what is still in it.
      assertThat(child.toHandle().destroyForcibly()).isTrue();
      // What is still in the pipe was acknowledged too, but the last line may be torn.
      String line = lines.readLine();
      while (line != null) {
        String following = lines.readLine();
        if (following != null) {
          note(line, before);
        }
        line = following;
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private void note(String line, long before) {
    String[] words = line.split(" ", -1);
    long timestamp = Long.parseLong(words[2]);
    assertThat(timestamp).as("timestamps go on above those of the last life").isGreaterThan(before);
    newestTimestamp = Math.max(newestTimestamp, timestamp);
    acknowledged.merge(Durability.valueOf(words[0]), Long.parseLong(words[1]), Math::max);
  }

  private void verify(String run) {
    try (EmbeddedStore store =
            EmbeddedStore.open(directory.resolve("store"), StoreOptions.defaults());
        StoreClient client = new StoreClient(store)) {
      assertThat(client.pin()).as(run).isGreaterThanOrEqualTo(newestTimestamp);
      for (Durability mode : Durability.values()) {
        long newest = KilledWriter.newest(client, mode);
        assertThat(newest)
            .as("%s, %s", run, mode)
            .isGreaterThanOrEqualTo(acknowledged.getOrDefault(mode, 0L));
        for (long number = 1; number <= newest; number++) {
          assertThat(client.get(KilledWriter.rowKey(mode, number))).as(run).isEqualTo(number);
        }
        assertThat(client.get(KilledWriter.rowKey(mode, newest + 1)))
            .as("%s, %s: no half of a commit", run, mode)
            .isEqualTo(StoreClient.NONE);
      }
    }
  }
}
