package io.ashlar.cli;

import io.ashlar.torture.TortureOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of torture runs; some come from {@linkplain CommandProvider elsewhere}. */
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
      ErrorsCommand.class
    })
public final class TortureCommand implements Runnable {

  @Spec private CommandSpec spec;

  TortureCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "the name of a torture is missing");
  }

  /**
   * Prints an outcome.
   *
   * @param spec the command that was run
   * @param outcome what it found
   * @param json whether to print one JSON object instead of text
   * @return the exit code
   */
  public static int report(CommandSpec spec, TortureOutcome outcome, boolean json) {
    spec.commandLine().getOut().println(json ? outcome.toJson() : outcome.toText());
    return outcome.exitCode();
  }
}
