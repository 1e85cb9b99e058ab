package io.ashlar.torture.errors;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The child JVM: lets a crew work, then prints what it found, and {@code END}. */
final class ErrorsMain {

  private ErrorsMain() {}

  /**
   * Runs.
   *
   * @param args directory of the store, a {@link Starvation}, seed, milliseconds
   */
  public static void main(String[] args) {
    StarvedCrew crew =
        new StarvedCrew(Path.of(args[0]), Starvation.valueOf(args[1]), Long.parseLong(args[2]));
    try {
      crew.work(Integer.parseInt(args[3]));
    } catch (Exception | Error e) {
      crew.findings().wrong("The run was given up: ", 0, e);
    }
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    crew.findings().print(out);
    out.println("END");
    out.flush();
    // Not by a return: a thread that hangs would keep this process.
    Runtime.getRuntime().halt(0);
  }
}
