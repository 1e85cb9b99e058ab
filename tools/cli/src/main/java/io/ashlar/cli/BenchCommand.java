package io.ashlar.bench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of benchmarks. */
@Command(
    name = "bench",
    description = "Runs a benchmark.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CacheCommand.class,
      CrudCommand.class,
      GrowthCommand.class,
      PeersCommand.class,
      RecipesCommand.class,
      TpcbCommand.class,
      WorldCommand.class,
      YcsbCommand.class,
      HelpCommand.class
    })
final class BenchCommand implements Runnable {

  @Spec private CommandSpec spec;

  BenchCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "the name of a benchmark is missing");
  }
}
