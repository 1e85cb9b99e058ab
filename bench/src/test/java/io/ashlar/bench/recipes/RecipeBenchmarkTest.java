package io.ashlar.bench.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.workbench.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeBenchmarkTest {

  private static final int WARM_UP = 20;
  private static final int ROUNDS = 3;

  /** Not warm, so far above what a run for the record shows, and far below the predecessor's. */
  private static final int OBJECTS = 1_000;

  @Test
  void shouldCountAndTimeEveryRecipeWhenRun(@TempDir Path directory)
      throws IOException, InterruptedException {
    Progress progress = new Progress(new PrintWriter(PrintWriter.nullWriter()));
    List<RecipeResult> results = new RecipeBenchmark(directory, WARM_UP, ROUNDS, progress).run();
    assertThat(results).hasSameSizeAs(Recipe.values());
    // One alone may round to none: what a processor that is shared does lies outside the windows.
    assertThat(results).anyMatch(result -> result.objects() >= 1);
    assertThat(results)
        .allSatisfy(
            result -> {
              assertThat(result.consistent()).isTrue();
              assertThat(result.objects()).isBetween(0.0, (double) OBJECTS);
              assertThat(result.bytes()).isPositive();
              assertThat(result.ms()).isPositive();
              assertThat(result.toText()).startsWith(result.recipe()).contains(" objects");
              assertThat(result.toJson())
                  .startsWith("{\"recipe\":\"" + result.recipe())
                  .contains("\"objects_per_row\":")
                  .doesNotContain("\n");
            });
  }
}
