package io.ashlar.fuzz;

import io.ashlar.fuzz.run.DatabaseSubject;
import io.ashlar.fuzz.run.Subject;
import io.ashlar.fuzz.run.SubjectFactory;
import io.ashlar.fuzz.script.ScriptText;
import io.ashlar.fuzz.script.Step;
import io.ashlar.fuzz.shrink.Shrinker;
import io.ashlar.workbench.WorkDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs scripts again, each on an empty database, and finds the smallest that differs alike. */
public final class Reduction {

  private static final int SECONDS = 60;

  private final Path parent;
  private final SubjectFactory subjects;

  /**
   * A reduction.
   *
   * @param parent where temporary directories are made, or null
   * @param subjects makes what is judged
   */
  Reduction(Path parent, SubjectFactory subjects) {
    this.parent = parent;
    this.subjects = subjects;
  }

  /**
   * Runs a script on disk, and makes small what differs.
   *
   * @param text the script, as it was printed
   * @param parent where temporary directories are made, or null
   * @return what was found
   * @throws IllegalArgumentException when the text is no script
   */
  public static FuzzOutcome replay(String text, Path parent) {
    long begun = System.nanoTime();
    List<Step> script = ScriptText.parse(text);
    Reduction reduction = new Reduction(parent, DatabaseSubject::new);
    Divergence found = reduction.run(script, true);
    double seconds = (System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
    List<String> divergences = found == null ? List.of() : List.of(reduction.of(found).toText());
    return new FuzzOutcome(0, script.size(), 1, seconds, divergences);
  }

  /**
   * Makes a divergence small: in memory where it shows there, as that is faster.
   *
   * @param found what was found
   * @return the same fault in fewer steps, or the same divergence when it does not show again
   */
  Divergence of(Divergence found) {
    Divergence inMemory = tried(found.script(), false);
    boolean onDisk = inMemory == null || !found.resembles(inMemory);
    Shrinker shrinker =
        new Shrinker(
            script -> {
              Divergence again = tried(script, onDisk);
              return again != null && found.resembles(again);
            },
            SECONDS);
    Divergence again = tried(shrinker.shrink(found.script()), onDisk);
    return again == null ? found : again;
  }

  /** Null also where the model cannot follow what shrinking has made of a script. */
  private Divergence tried(List<Step> script, boolean onDisk) {
    try {
      return run(script, onDisk);
    } catch (RuntimeException nonsense) {
      return null;
    }
  }

  private Divergence run(List<Step> script, boolean onDisk) {
    if (!onDisk) {
      try (Subject subject = subjects.open(null)) {
        return Replay.of(script, subject);
      }
    }
    try (WorkDirectory directory = WorkDirectory.in(parent);
        Subject subject = subjects.open(directory.path())) {
      return Replay.of(script, subject);
    }
  }
}
