package io.ashlar.bench.recipes;

import io.ashlar.transaction.Durability;
import io.ashlar.workbench.Allocation;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Measures all recipes: bytes and times in this JVM, objects in one that is set up to count them,
 * which would be of no use for times.
 */
public final class RecipeBenchmark {

  private static final double NS_PER_MS = 1e6;

  private final Path directory;
  private final int warmUp;
  private final int rounds;
  private final Progress progress;

  /**
   * A benchmark that has not run.
   *
   * @param directory where the stores are kept, missing or empty; null for a temporary one
   * @param warmUp operations of each recipe before it is measured
   * @param rounds operations of each recipe that are measured, with fsync and again without
   * @param progress told what is going on
   */
  public RecipeBenchmark(Path directory, int warmUp, int rounds, Progress progress) {
    this.directory = directory;
    this.warmUp = warmUp;
    this.rounds = rounds;
    this.progress = progress;
  }

  /**
   * Runs all recipes.
   *
   * @return a result for each, in their order
   * @throws IOException when the counting JVM cannot be started
   * @throws InterruptedException when the thread is interrupted meanwhile
   */
  public List<RecipeResult> run() throws IOException, InterruptedException {
    progress.show("counting objects");
    Map<Recipe, ObjectCount.Count> counts = CountingJvm.count(warmUp, rounds);
    List<RecipeResult> results = new ArrayList<>();
    try (WorkDirectory work = WorkDirectory.of(directory)) {
      for (Recipe recipe : Recipe.values()) {
        progress.show("measuring " + recipe.label());
        try (RecipeRun run = new RecipeRun(recipe, work.path().resolve(recipe.label()))) {
          results.add(measure(recipe, run, counts.get(recipe)));
        }
      }
    }
    progress.clear();
    return results;
  }

  private RecipeResult measure(Recipe recipe, RecipeRun run, ObjectCount.Count count) {
    double fsync = recipe.writes() ? medianMs(run, Durability.GROUP) : Double.NaN;
    double without = medianMs(run, Durability.NONE);
    double bytes = bytes(run);
    double objects = (double) count.objects() / rounds;
    return new RecipeResult(
        recipe.label(),
        recipe.tableRows(),
        recipe.touchedRows(),
        bytes,
        objects,
        fsync,
        without,
        recipe.predecessorObjects(),
        recipe.predecessorBytes(),
        run.consistent());
  }

  private double medianMs(RecipeRun run, Durability durability) {
    for (int i = 0; i < warmUp; i++) {
      run.restore();
      run.operate(durability);
    }
    long[] times = new long[rounds];
    for (int i = 0; i < rounds; i++) {
      run.restore();
      long begin = System.nanoTime();
      run.operate(durability);
      times[i] = System.nanoTime() - begin;
    }
    Arrays.sort(times);
    return times[rounds / 2] / NS_PER_MS;
  }

  private double bytes(RecipeRun run) {
    long caller = 0;
    long store = 0;
    for (int i = 0; i < rounds; i++) {
      run.restore();
      long storeBefore = Allocation.ofStoreThreads();
      long before = Allocation.ofCurrentThread();
      run.operate(Durability.GROUP);
      caller += Allocation.ofCurrentThread() - before;
      store += Allocation.ofStoreThreads() - storeBefore;
    }
    return (double) (caller + store) / rounds;
  }
}
