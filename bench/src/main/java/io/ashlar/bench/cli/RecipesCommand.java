package io.ashlar.bench.cli;

import io.ashlar.bench.recipes.RecipeBenchmark;
import io.ashlar.bench.recipes.RecipeResult;
import io.ashlar.cli.option.OptionValues;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ashlar bench recipes}. */
@Command(
    name = "recipes",
    description = "Counts bytes and objects of the predecessor's three recipes, and times them.")
final class RecipesCommand implements Callable<Integer> {

  private static final int MAX_ROUNDS = 100_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "200",
      description = "Operations of each recipe that are measured; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      defaultValue = "500",
      description = "Operations of each recipe before that; default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Use this missing or empty directory; default: a temporary one.")
  private Path directory;

  @Option(names = "--json", description = "Print one JSON object a line instead of text.")
  private boolean json;

  RecipesCommand() {}

  @Override
  public Integer call() throws Exception {
    OptionValues.check(spec, "--rounds", rounds, 1, MAX_ROUNDS);
    OptionValues.check(spec, "--warmup", warmUp, 0, MAX_ROUNDS);
    OptionValues.checkDirectory(spec, directory);
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = new Progress(spec.commandLine().getErr());
    List<RecipeResult> results = new RecipeBenchmark(directory, warmUp, rounds, progress).run();
    results.forEach(result -> out.println(json ? result.toJson() : result.toText()));
    return results.stream().allMatch(RecipeResult::consistent) ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
