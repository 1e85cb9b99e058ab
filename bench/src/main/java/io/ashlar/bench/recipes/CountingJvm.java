package io.ashlar.bench.recipes;

import io.ashlar.workbench.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Runs {@link ObjectCount} in a JVM of its own, with the flags of this one. */
final class CountingJvm {

  /** Each object is allocated by itself, where the recorder sees it; only errors are told. */
  private static final List<String> FLAGS =
      List.of("-XX:-UseTLAB", "-Xlog:disable", "-Xlog:all=error:stderr");

  private CountingJvm() {}

  /**
   * Counts the objects of all recipes.
   *
   * @return for each recipe, those of {@code operations} operations
   */
  static Map<Recipe, ObjectCount.Count> count(int warmUp, int operations)
      throws IOException, InterruptedException {
    List<String> args = List.of(Integer.toString(warmUp), Integer.toString(operations));
    Process process =
        ChildJvm.of(FLAGS, ObjectCount.class.getName(), args)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<Recipe, ObjectCount.Count> counts = new EnumMap<>(Recipe.class);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ", -1);
        if (words.length == 3) {
          counts.put(
              Recipe.valueOf(words[0]),
              new ObjectCount.Count(Long.parseLong(words[1]), Long.parseLong(words[2])));
        }
      }
      int exitCode = process.waitFor();
      if (exitCode != 0 || counts.size() != Recipe.values().length) {
        throw new IllegalStateException("the counting JVM ended with exit code " + exitCode);
      }
    } finally {
      process.destroyForcibly();
    }
    return counts;
  }
}
