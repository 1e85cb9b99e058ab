package io.ashlar.fuzz;

import io.ashlar.fuzz.generate.StepSource;
import io.ashlar.fuzz.run.Subject;
import io.ashlar.fuzz.run.SubjectFactory;
import io.ashlar.fuzz.script.Step;
import io.ashlar.workbench.WorkDirectory;
import java.nio.file.Path;
import java.util.Random;

/** One small database, from its first table to its last check. */
final class Episode {

  /** Opening a store on disk costs as much as some hundred statements: it has more of them. */
  private static final int DISK_STEPS = 1_500;

  private static final int MEMORY_STEPS = 300;

  /** One in so many databases is on disk. */
  private static final int DISK_SHARE = 8;

  private static final int SESSIONS = 3;

  private final long seed;
  private final Path parent;
  private final SubjectFactory subjects;
  private final boolean onDisk;
  private final int length;
  private int steps;

  /**
   * An episode.
   *
   * @param seed what everything follows from
   * @param parent where temporary directories are made, or null
   * @param subjects makes what is judged
   */
  Episode(long seed, Path parent, SubjectFactory subjects) {
    Random random = new Random(seed);
    this.seed = seed;
    this.parent = parent;
    this.subjects = subjects;
    this.onDisk = random.nextInt(DISK_SHARE) == 0;
    int most = onDisk ? DISK_STEPS : MEMORY_STEPS;
    this.length = most + random.nextInt(most);
  }

  boolean onDisk() {
    return onDisk;
  }

  /** How many statements were run. */
  int steps() {
    return steps;
  }

  /**
   * Runs it.
   *
   * @param budget most statements to run
   * @return what differs, or null
   */
  Divergence run(long budget) {
    if (!onDisk) {
      return run(subjects.open(null), budget);
    }
    try (WorkDirectory directory = WorkDirectory.in(parent)) {
      return run(subjects.open(directory.path()), budget);
    }
  }

  private Divergence run(Subject subject, long budget) {
    try (subject) {
      Replay replay = new Replay(subject);
      StepSource source = new StepSource(seed, replay.model(), onDisk);
      long most = Math.min(length, budget);
      Divergence found = null;
      for (int i = 0; found == null && i < most; i++) {
        found = replay.run(source.next());
      }
      for (int session = 0; found == null && session < SESSIONS; session++) {
        found = replay.run(new Step.Rollback(session));
      }
      if (found == null) {
        found = replay.run(new Step.Verify());
      }
      steps = replay.steps();
      return found;
    }
  }
}
