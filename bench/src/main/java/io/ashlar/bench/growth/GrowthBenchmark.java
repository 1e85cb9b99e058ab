package io.ashlar.bench.growth;

import io.ashlar.workbench.Progress;
import java.io.IOException;
import java.util.function.Consumer;

/** Runs the parts one after the other. */
public final class GrowthBenchmark {

  private final GrowthOptions options;
  private final Progress progress;

  /**
   * Prepares a run.
   *
   * @param options what to run
   * @param progress shows the phase
   */
  public GrowthBenchmark(GrowthOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Runs all parts.
   *
   * @param sections receives what each found, as soon as it has ended
   * @return whether all rows were there and right
   * @throws IOException when a child process or a file failed
   * @throws InterruptedException when interrupted meanwhile
   */
  public boolean run(Consumer<GrowthSection> sections) throws IOException, InterruptedException {
    boolean passed = true;
    for (GrowthPart part : options.parts()) {
      try {
        GrowthSection section =
            switch (part) {
              case ROWS -> new TableGrowth(options, progress).run();
              case QUEUE -> new QueueGrowth(options, progress).run();
              case SPACE -> new SpaceGrowth(options, progress).run();
              case RECOVERY -> new RecoveryGrowth(options, progress).run();
            };
        progress.clear();
        sections.accept(section);
        passed &= section.passed();
      } finally {
        progress.clear();
      }
    }
    return passed;
  }
}
