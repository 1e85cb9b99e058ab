package io.ashlar.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.StoreIoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedFilesTest {

  @TempDir Path temp;
  private StoreFixture store;

  @BeforeEach
  void open() {
    store = new StoreFixture(temp);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static void put(SortedFiles files, String key, String value) {
    MutableDirectBuffer k = StoreFixture.bytes(key);
    MutableDirectBuffer v = StoreFixture.bytes(value);
    files.put(k, 0, k.capacity(), v, 0, v.capacity());
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> entries = Files.list(temp)) {
      return entries.filter(path -> path.getFileName().toString().startsWith("ingest-")).toList();
    }
  }

  @Test
  void shouldShowNothingUntilIngestedAndThenAllButToOlderSnapshots() throws IOException {
    store.put("a", "1");
    try (EngineSnapshot before = store.engine.openSnapshot();
        EngineReader old = store.engine.newReader();
        SortedFiles files = store.engine.newSortedFiles(Family.DATA)) {
      old.snapshot(before);
      put(files, "x1", "one");
      put(files, "x2", "two");
      files.cut();
      put(files, "m1", "below");
      assertThat(store.get("x1")).isNull();
      files.ingest();
      assertThat(store.get("a")).isEqualTo("1");
      assertThat(store.get("x1")).isEqualTo("one");
      assertThat(store.get("x2")).isEqualTo("two");
      assertThat(store.get("m1")).isEqualTo("below");
      assertThat(StoreFixture.get(old, "x1")).isNull();
      assertThat(StoreFixture.get(old, "m1")).isNull();
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void shouldKeepWhatWasIngestedThoughTheLogIsNotSynced() {
    try (SortedFiles files = store.engine.newSortedFiles(Family.DATA)) {
      put(files, "x", "1");
      files.ingest();
      put(files, "y", "2");
      files.ingest();
    }
    store.put("z", "3");
    store.close();
    store = new StoreFixture(temp);
    assertThat(store.get("x")).isEqualTo("1");
    assertThat(store.get("y")).isEqualTo("2");
    assertThat(store.get("z")).isEqualTo("3");
  }

  @Test
  void shouldRefuseKeysThatDescend() {
    try (SortedFiles files = store.engine.newSortedFiles(Family.DATA)) {
      put(files, "b", "1");
      assertThatThrownBy(() -> put(files, "a", "1")).isInstanceOf(StoreIoException.class);
    }
  }

  @Test
  void shouldRefuseToIngestNothing() {
    try (SortedFiles files = store.engine.newSortedFiles(Family.DATA)) {
      assertThatThrownBy(() -> files.ingest()).isInstanceOf(IllegalUseException.class);
    }
  }

  @Test
  void shouldLeaveNoFileBehind() throws IOException {
    SortedFiles files = store.engine.newSortedFiles(Family.DATA);
    put(files, "x", "1");
    files.cut();
    put(files, "y", "1");
    assertThat(left()).hasSize(1);
    files.close();
    assertThat(left()).isEmpty();
    assertThatThrownBy(() -> put(files, "z", "1")).isInstanceOf(ClosedException.class);
    SortedFiles open = store.engine.newSortedFiles(Family.DATA);
    put(open, "x", "1");
    store.close();
    assertThat(left()).isEmpty();
    // As a process leaves it that is killed.
    Path killed = Files.createDirectory(temp.resolve("ingest-1"));
    Files.writeString(killed.resolve("000001.sst"), "half a fi");
    store = new StoreFixture(temp);
    assertThat(left()).isEmpty();
    assertThat(store.get("x")).isNull();
  }

  @Test
  void shouldBeginAnotherFileWhenOneIsLarge() {
    byte[] large = new byte[1 << 20];
    MutableDirectBuffer value = Flyweights.wrap(large);
    try (SortedFiles files = store.engine.newSortedFiles(Family.DATA)) {
      Random random = new Random(1);
      for (int i = 0; i < 150; i++) {
        random.nextBytes(large);
        MutableDirectBuffer key = StoreFixture.bytes(String.format("k%03d", i));
        files.put(key, 0, key.capacity(), value, 0, large.length);
      }
      files.ingest();
    }
    assertThat(StoreDirectory.tableFiles(temp)).isBetween(2, 4);
    assertThat(store.get("k149")).hasSizeGreaterThan(1 << 18);
  }
}
