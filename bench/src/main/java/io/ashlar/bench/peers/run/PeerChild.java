package io.ashlar.bench.peers.run;

import java.io.PrintWriter;
import java.nio.charset.Charset;

/** The main class of a child JVM: one run of one engine, whose result is its last line. */
public final class PeerChild {

  private PeerChild() {}

  /**
   * Runs it and ends the JVM, also when an engine has left threads behind.
   *
   * @param words the task, as {@code name=value}
   */
  public static void main(String[] words) {
    int exitCode = 1;
    try {
      PeerTask task = PeerTask.of(words);
      PeerResult result = new PeerRun(task).run(System.getenv(PeerTask.SERVER_VARIABLE));
      System.out.println(result.toJson());
      exitCode = 0;
    } catch (Exception e) {
      e.printStackTrace(new PrintWriter(System.err, true, Charset.defaultCharset()));
    }
    System.exit(exitCode);
  }
}
