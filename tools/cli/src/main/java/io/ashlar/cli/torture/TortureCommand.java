package io.ashlar.cli.torture;

import io.ashlar.cli.option.OptionValues;
import io.ashlar.torture.TortureOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of torture runs; some come from other modules, by {@code CommandProvider}. */
@Command(
    name = "torture",
    description =
        "Kills, cuts off, starves or damages a store and checks what is left."
            + " Exit code 0: all held; 1: something was lost or wrong; 3: not permitted here.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      KillCommand.class,
      WritersCommand.class,
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

  /** Options of commands that end a writing process at a random moment, again and again. */
  public static final class RoundOptions {

    private static final int MAX_MILLIS = 600_000;
    private static final int MAX_SECONDS = 86_400;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
        names = "--millis",
        paramLabel = "MS",
        defaultValue = "1000",
        description =
            "Longest time from the first commit of a round to its end; default: "
                + "${DEFAULT-VALUE}.")
    private int millis;

    @Option(
        names = "--seconds",
        paramLabel = "S",
        defaultValue = "0",
        description = "Begin no round after so many seconds; default: no limit.")
    private int seconds;

    @Option(
        names = "--seed",
        paramLabel = "N",
        description = "Of work and moments; default: a new one each time.")
    private Long seed;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    /** For picocli. */
    public RoundOptions() {}

    /**
     * How long a round may take.
     *
     * @return milliseconds
     * @throws ParameterException when they are out of bounds
     */
    public int millis() {
      OptionValues.check(spec, "--millis", millis, 0, MAX_MILLIS);
      return millis;
    }

    /**
     * How long rounds begin.
     *
     * @return seconds, 0 for no limit
     * @throws ParameterException when they are out of bounds
     */
    public int seconds() {
      OptionValues.check(spec, "--seconds", seconds, 0, MAX_SECONDS);
      return seconds;
    }

    /**
     * The seed that was asked for, or else another one each time.
     *
     * @return the seed to take and to report
     */
    public long seed() {
      return OptionValues.seedOr(seed);
    }

    /**
     * Prints an outcome as it was asked for.
     *
     * @param outcome what was found
     * @return the exit code
     */
    public int report(TortureOutcome outcome) {
      return TortureCommand.report(spec, outcome, json);
    }
  }
}
