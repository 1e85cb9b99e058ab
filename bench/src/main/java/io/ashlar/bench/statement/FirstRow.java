package io.ashlar.bench.statement;

import io.ashlar.workbench.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a process takes through JDBC until it has the first row of a query, beyond opening its
 * database: classes are loaded and run that nothing has compiled. Each measurement is a JVM.
 */
final class FirstRow {

  static final String NAME = "first row of a process";

  private static final String WITH_TABLE = "first table and row of a process";

  private final double[] micros;
  private double bytes = Double.MAX_VALUE;

  private FirstRow(int processes) {
    micros = new double[processes];
  }

  /**
   * Starts JVMs, one after the other: so many that make a database in a directory, and as many that
   * read what is there then.
   */
  static List<StatementResult> measured(int processes, Path directory)
      throws IOException, InterruptedException {
    FirstRow made = new FirstRow(processes);
    FirstRow read = new FirstRow(processes);
    for (int i = 0; i < processes; i++) {
      String store = directory.resolve("first" + i).toString();
      made.add(i, List.of(store, "new"));
      read.add(i, List.of(store));
    }
    return List.of(read.result(NAME), made.result(WITH_TABLE));
  }

  private void add(int number, List<String> args) throws IOException, InterruptedException {
    String[] words = told(args).split(" ", -1);
    micros[number] = Long.parseLong(words[0]) / 1e3;
    bytes = Math.min(bytes, (double) Long.parseLong(words[1]));
  }

  private StatementResult result(String name) {
    Arrays.sort(micros);
    return new StatementResult(name, micros[micros.length / 2], Double.NaN, bytes, Double.NaN);
  }

  private static String told(List<String> args) throws IOException, InterruptedException {
    Process process =
        ChildJvm.of(FirstRowChild.class.getName(), args)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String last = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line;
      }
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new IllegalStateException("the process ended with exit code " + exitCode);
      }
      return last;
    } finally {
      process.destroyForcibly();
    }
  }
}
