package io.ashlar.torture.handles;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The child JVM: runs the calls, then prints what it counted, and {@code END} when it is whole. */
final class HandlesMain {

  private HandlesMain() {}

  /**
   * Runs.
   *
   * @param args the words of {@link HandlesOptions}
   */
  public static void main(String[] args) {
    Fuzz fuzz = new Fuzz(HandlesOptions.ofWords(args));
    try {
      fuzz.run();
    } catch (Exception | Error e) {
      fuzz.tally().problem("The run was given up.", Tally.textOf(e));
    }
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    fuzz.tally().print(out);
    out.println("END");
    out.flush();
    // Not by a return: a thread that hangs would keep this process.
    Runtime.getRuntime().halt(0);
  }
}
