package io.ashlar.rules.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README compiles, runs, and prints what the README says. */
class ReadmeExampleTest {

  private static final String CLASS_NAME = "Example";
  private static final int MOST_LINES = 25;

  @TempDir private Path directory;

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void shouldPrintWhatTheReadmeSaysWhenTheExampleRuns() throws Exception {
    ReadmeExample example = ReadmeExample.read();
    assertThat(example.code().lines().count()).isLessThanOrEqualTo(MOST_LINES);
    DocumentedProgram program =
        DocumentedProgram.compile(directory, CLASS_NAME, example.source(CLASS_NAME));
    assertThat(program.run()).isEqualTo(example.output());
  }
}
