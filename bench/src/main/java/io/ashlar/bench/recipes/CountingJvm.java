package io.ashlar.bench.recipes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Runs {@link ObjectCount} in a JVM of its own, with the flags of this one. */
final class CountingJvm {

  private CountingJvm() {}

  /**
   * Counts the objects of all recipes.
   *
   * @return for each recipe, those of {@code operations} operations
   */
  static Map<Recipe, ObjectCount.Count> count(int warmUp, int operations)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(warmUp, operations))
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

  private static List<String> command(int warmUp, int operations) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!flag.startsWith("-agent") && !flag.startsWith("-javaagent")) {
        command.add(flag);
      }
    }
    command.addAll(
        List.of(
            "-XX:-UseTLAB",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-cp",
            System.getProperty("java.class.path"),
            ObjectCount.class.getName(),
            Integer.toString(warmUp),
            Integer.toString(operations)));
    return command;
  }
}
