package io.ashlar.bench.reads.run;

import java.io.PrintWriter;
import java.nio.charset.Charset;

/** The main class of a child JVM: one turn of one engine. */
public final class ReadsChild {

  private ReadsChild() {}

  /**
   * Runs it and ends the JVM, also when an engine has left threads behind.
   *
   * @param words the task, as {@code name=value}
   */
  public static void main(String[] words) {
    int exitCode = 1;
    try {
      run(ReadsTask.of(words)).toLines().forEach(System.out::println);
      exitCode = 0;
    } catch (Exception e) {
      e.printStackTrace(new PrintWriter(System.err, true, Charset.defaultCharset()));
    }
    System.exit(exitCode);
  }

  static Findings run(ReadsTask task) throws Exception {
    return task.isLoading() ? new LoadRun(task).run() : new MeasureRun(task).run();
  }
}
