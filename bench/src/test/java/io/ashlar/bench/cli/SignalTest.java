package io.ashlar.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.cli.Ashlar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that is ended by a signal, in a JVM of its own. */
class SignalTest {

  @TempDir private Path temporary;

  @ParameterizedTest
  @ValueSource(strings = {"demo --rows 3000 --seconds 60", "bench tpcb --seconds 60"})
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void shouldLeaveNoTemporaryStoreWhenASignalEndsTheCommand(String line) throws Exception {
    Process process = start(line);
    try {
      while (stores().isEmpty()) {
        assertThat(process.isAlive()).isTrue();
        Thread.sleep(10);
      }
      // Into the work: with files coming and going.
      Thread.sleep(1_000);
      process.destroy();
      assertThat(process.waitFor()).isNotZero();
    } finally {
      process.destroyForcibly();
    }
    assertThat(stores()).isEmpty();
  }

  private Process start(String line) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Ashlar.class.getName());
    command.addAll(List.of(line.split(" ", -1)));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Directories of stores; the unpacked native library, which stays for the next run, is none. */
  private List<Path> stores() throws IOException {
    try (Stream<Path> entries = Files.list(temporary)) {
      return entries
          .filter(Files::isDirectory)
          .filter(entry -> !entry.getFileName().toString().startsWith("ashlar-native-"))
          .toList();
    }
  }
}
