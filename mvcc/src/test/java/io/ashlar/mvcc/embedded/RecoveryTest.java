package io.ashlar.mvcc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.codec.value.CommitTimestamp;
import io.ashlar.engine.EngineOptions;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.mvcc.log.DurableMark;
import io.ashlar.store.conformance.StoreClient;
import io.ashlar.testkit.StoreCopy;
import io.ashlar.transaction.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class RecoveryTest {

  private static final int KEYS = 10;

  @TempDir private Path directory;

  private EmbeddedStore open(Path path) {
    return EmbeddedStore.open(path, StoreOptions.defaults());
  }

  private static boolean isLog(Path file) {
    return file.toString().endsWith(".log");
  }

  private static Path newestLog(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(RecoveryTest::isLog).sorted().reduce((a, b) -> b).orElseThrow();
    }
  }

  @Test
  void shouldRaiseTimestampsOverReopenWithoutDrift() {
    Path path = directory.resolve("store");
    long last = 0;
    for (int i = 0; i < 5; i++) {
      try (EmbeddedStore store = open(path);
          StoreClient client = new StoreClient(store)) {
        long opened = store.newestTimestamp();
        assertThat(opened).isGreaterThanOrEqualTo(last);
        client.pin();
        assertThat(client.get("a")).isEqualTo(i == 0 ? StoreClient.NONE : i - 1);
        last = client.put("a", i);
        assertThat(last).isGreaterThan(opened);
        long leadMs = CommitTimestamp.millis(last) - System.currentTimeMillis();
        assertThat(leadMs).isLessThan(1_000);
      }
    }
  }

  @Test
  void shouldBeginAboveCeilingWhenStoreWasNotClosed() throws IOException {
    Path path = directory.resolve("store");
    Path crashed = directory.resolve("crashed");
    long last;
    try (EmbeddedStore store = open(path);
        StoreClient client = new StoreClient(store)) {
      client.writes().put(StoreClient.key("a"), 1, Long.MAX_VALUE);
      last = client.commit(0, Durability.GROUP);
      StoreCopy.copy(path, crashed);
    }
    long steppedBackMs = System.currentTimeMillis() - 3_600_000;
    try (EmbeddedStore store =
            StoreOpener.open(
                crashed, StoreOptions.defaults(), () -> steppedBackMs, device -> device);
        StoreClient client = new StoreClient(store)) {
      client.pin();
      assertThat(client.get("a")).isEqualTo(1);
      assertThat(client.put("a", 2)).isGreaterThan(last);
    }
  }

  /** Commit n writes n to key n mod 10, so that a state tells up to which commit it goes. */
  @Test
  void shouldRecoverPrefixOfCommitOrderWhenCopiedWhileWriting() throws Exception {
    Path path = directory.resolve("store");
    AtomicBoolean stopped = new AtomicBoolean();
    Random random = new Random(42);
    try (EmbeddedStore store = open(path)) {
      Thread writer = new Thread(() -> writeUntil(store, stopped));
      writer.start();
      for (int i = 0; i < 8; i++) {
        Thread.sleep(50);
        Path copied = directory.resolve("copy" + i);
        StoreCopy.copy(path, copied);
        Files.deleteIfExists(copied.resolve(DurableMark.FILE));
        if (i % 2 == 0) {
          cutLog(copied, random);
        }
        verifyPrefix(copied);
      }
      stopped.set(true);
      writer.join();
    }
    assertThat(verifyPrefix(path)).isPositive();
  }

  /** What a power cut leaves of a log that was not synced. */
  private static void cutLog(Path path, Random random) throws IOException {
    try (FileChannel log = FileChannel.open(newestLog(path), StandardOpenOption.WRITE)) {
      log.truncate((long) (log.size() * random.nextDouble()));
    }
  }

  private static void writeUntil(EmbeddedStore store, AtomicBoolean stopped) {
    try (StoreClient client = new StoreClient(store)) {
      for (int n = 1; !stopped.get(); n++) {
        client.writes().put(StoreClient.key("k" + n % KEYS), n, 16, Long.MAX_VALUE);
        client.commit(0, n % 100 == 0 ? Durability.GROUP : Durability.NONE);
      }
    }
  }

  private long verifyPrefix(Path path) {
    try (EmbeddedStore store = open(path);
        StoreClient client = new StoreClient(store)) {
      client.pin();
      long newest = 0;
      for (int k = 0; k < KEYS; k++) {
        newest = Math.max(newest, client.get("k" + k));
      }
      for (long n = Math.max(1, newest - KEYS + 1); n <= newest; n++) {
        assertThat(client.get("k" + n % KEYS)).isEqualTo(n);
        assertThat(client.stamp()).isLessThanOrEqualTo(store.newestTimestamp());
      }
      return newest;
    }
  }

  private Path crashedCopyWithMark() throws Exception {
    Path path = directory.resolve("store");
    Path crashed = directory.resolve("crashed");
    try (EmbeddedStore store = open(path);
        StoreClient client = new StoreClient(store)) {
      for (int i = 0; i < 100; i++) {
        client.put("k" + i, i);
      }
      store.flush();
      while (DurableMark.read(path).timestamp() < store.newestTimestamp()) {
        Thread.sleep(20);
      }
      StoreCopy.copy(path, crashed);
    }
    return crashed;
  }

  @Test
  void shouldOpenCrashedStoreWhenLogIsWhole() throws Exception {
    try (EmbeddedStore store = open(crashedCopyWithMark());
        StoreClient client = new StoreClient(store)) {
      client.pin();
      assertThat(client.get("k99")).isEqualTo(99);
    }
  }

  @Test
  void shouldRefuseToOpenWhenSyncedLogIsTruncated() throws Exception {
    Path crashed = crashedCopyWithMark();
    try (FileChannel log = FileChannel.open(newestLog(crashed), StandardOpenOption.WRITE)) {
      log.truncate(log.size() / 2);
    }
    assertThatThrownBy(() -> open(crashed)).isInstanceOf(CorruptionException.class);
  }

  @Test
  void shouldRefuseToOpenWhenByteOfSyncedLogIsFlipped() throws Exception {
    Path crashed = crashedCopyWithMark();
    Path log = newestLog(crashed);
    byte[] bytes = Files.readAllBytes(log);
    bytes[bytes.length / 2] ^= 1;
    Files.write(log, bytes);
    assertThatThrownBy(() -> open(crashed)).isInstanceOf(CorruptionException.class);
  }

  @Test
  void shouldRefuseToOpenWhenSyncedLogIsMissing() throws Exception {
    Path crashed = crashedCopyWithMark();
    Files.delete(newestLog(crashed));
    assertThatThrownBy(() -> open(crashed)).isInstanceOf(CorruptionException.class);
  }

  @Test
  void shouldReadAndRefuseWritesWhenOpenedReadOnly() throws Exception {
    Path crashed = crashedCopyWithMark();
    List<String> before = listing(crashed);
    EngineOptions engine = EngineOptions.builder().readOnly(true).build();
    StoreOptions options = StoreOptions.builder().engine(engine).build();
    try (EmbeddedStore store = EmbeddedStore.open(crashed, options);
        StoreClient client = new StoreClient(store)) {
      long view = client.pin();
      assertThat(client.get("k7")).isEqualTo(7);
      client.writes();
      assertThat(client.commit(view, Durability.GROUP)).isEqualTo(view);
      assertThatThrownBy(() -> client.put("a", 1)).isInstanceOf(IllegalUseException.class);
      assertThatThrownBy(() -> store.reclaimKeyspace(100, 1))
          .isInstanceOf(IllegalUseException.class);
    }
    assertThat(listing(crashed)).containsAll(before);
  }

  private static List<String> listing(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> isLog(file) || file.toString().endsWith(DurableMark.FILE))
          .map(file -> file.getFileName() + " " + size(file))
          .toList();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
