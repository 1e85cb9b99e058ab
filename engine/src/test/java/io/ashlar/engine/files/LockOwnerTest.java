package io.ashlar.engine.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LockOwnerTest {

  @TempDir private Path directory;

  @Test
  void shouldTellThisProcessWhenItHasWritten() throws IOException {
    try (RandomAccessFile file = open()) {
      LockOwner.write(file);
      assertThat(LockOwner.read(file))
          .startsWith("pid", ProcessHandle.current().pid(), "host")
          .contains("since")
          .hasSize(6);
      LockOwner.clear(file);
      assertThat(LockOwner.read(file)).isEmpty();
    }
  }

  @Test
  void shouldTellNobodyWhenWhoeverWroteIsGone() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    assertThat(gone.waitFor()).isZero();
    try (RandomAccessFile file = open()) {
      LockOwner.write(file);
      String line = Files.readString(directory.resolve("lock"));
      write(line.replaceFirst("\\d+", Long.toString(gone.pid())));
      assertThat(LockOwner.read(file)).as("no such process").isEmpty();
      write(line.replaceFirst("\\S+$", "2020-01-01T00:00:00Z"));
      assertThat(LockOwner.read(file)).as("a process that began later").isEmpty();
      write(line.replaceFirst(" \\S+ ", " elsewhere "));
      assertThat(LockOwner.read(file)).as("another host").contains("elsewhere");
      write("\u0000 what? \u0000");
      assertThat(LockOwner.read(file)).as("no owner").isEmpty();
      write(" ".repeat(10_000));
      assertThat(LockOwner.read(file)).as("too long").isEmpty();
    }
  }

  private RandomAccessFile open() throws IOException {
    return new RandomAccessFile(directory.resolve("lock").toFile(), "rw");
  }

  private void write(String text) throws IOException {
    Files.writeString(directory.resolve("lock"), text);
  }
}
