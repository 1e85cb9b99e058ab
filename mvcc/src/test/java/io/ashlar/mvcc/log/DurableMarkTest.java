package io.ashlar.mvcc.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.CorruptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurableMarkTest {

  @TempDir private Path directory;

  @Test
  void shouldReadWhatWasWrittenLast() {
    for (int i = 1; i <= 5; i++) {
      DurableMark mark = DurableMark.read(directory);
      assertThat(mark.sequence()).isEqualTo(10L * (i - 1));
      mark.write(100L * i, 10L * i);
    }
    DurableMark mark = DurableMark.read(directory);
    assertThat(mark.timestamp()).isEqualTo(500);
    mark.verify(50);
    assertThatThrownBy(() -> mark.verify(49))
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining("recoveredSequence=49")
        .hasMessageContaining("durableSequence=50");
  }

  @Test
  void shouldFallBackToOtherSlotWhenNewestIsTorn() throws IOException {
    DurableMark mark = DurableMark.read(directory);
    mark.write(100, 10);
    mark.write(200, 20);
    damage(4096 + 20);
    assertThat(DurableMark.read(directory).sequence()).isEqualTo(10);
    damage(20);
    assertThatThrownBy(() -> DurableMark.read(directory)).isInstanceOf(CorruptionException.class);
  }

  @Test
  void shouldRefuseWhenFileIsCutBeforeItsFirstSlotEnds() throws IOException {
    DurableMark.read(directory).write(100, 10);
    Path file = directory.resolve(DurableMark.FILE);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> DurableMark.read(directory))
          .isInstanceOf(CorruptionException.class)
          .hasMessageContaining(DurableMark.FILE);
    }
  }

  @Test
  void shouldWriteAndReadWhenThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    try {
      DurableMark.read(directory).write(100, 10);
      DurableMark.read(directory).write(200, 20);
      assertThat(DurableMark.read(directory).sequence()).isEqualTo(20);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private void damage(int position) throws IOException {
    Path file = directory.resolve(DurableMark.FILE);
    byte[] bytes = Files.readAllBytes(file);
    bytes[position] ^= 4;
    Files.write(file, bytes);
  }
}
