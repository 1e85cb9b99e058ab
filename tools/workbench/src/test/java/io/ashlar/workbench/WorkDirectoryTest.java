package io.ashlar.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {

  @Test
  void shouldDeleteEverythingWhenTheDirectoryIsTemporary() throws IOException {
    Path path;
    try (WorkDirectory directory = WorkDirectory.of(null)) {
      path = directory.path();
      Files.createDirectories(path.resolve("a/b"));
      Files.writeString(path.resolve("a/b/file"), "text");
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void shouldLeaveEverythingWhenTheDirectoryWasNamed(@TempDir Path named) throws IOException {
    Path file = Files.writeString(named.resolve("file"), "text");
    WorkDirectory directory = WorkDirectory.of(named);
    directory.close();
    assertThat(file).exists();
  }
}
