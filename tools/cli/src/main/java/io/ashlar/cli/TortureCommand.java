package io.ashlar.bench.cli;

import io.ashlar.bench.torture.TortureOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of torture runs. */
@Command(
    name = "torture",
    description =
        "Kills, cuts off, starves or damages a store and checks what is left."
            + " Exit code 0: all held; 1: something was lost or wrong; 3: not permitted here.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      KillCommand.class,
      PowerCommand.class,
      FaultsCommand.class,
      CorruptionCommand.class,
      HandlesCommand.class,
      ErrorsCommand.class,
      WorldKillCommand.class,
      HelpCommand.class
    })
final class TortureCommand implements Runnable {

  @Spec private CommandSpec spec;

  TortureCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "the name of a torture is missing");
  }

  /** Prints an outcome and tells its exit code. */
  static int report(CommandSpec spec, TortureOutcome outcome, boolean json) {
    spec.commandLine().getOut().println(json ? outcome.toJson() : outcome.toText());
    return outcome.exitCode();
  }

  /** The seed that was asked for, or a new one. */
  static long seedOr(Long seed) {
    return seed == null ? System.nanoTime() & Integer.MAX_VALUE : seed;
  }
}
