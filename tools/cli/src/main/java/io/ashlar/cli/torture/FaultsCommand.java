package io.ashlar.cli.torture;

import io.ashlar.cli.option.OptionValues;
import io.ashlar.torture.faults.FaultKind;
import io.ashlar.torture.faults.FaultOptions;
import io.ashlar.torture.faults.FaultTorture;
import io.ashlar.torture.writer.TortureDurability;
import io.ashlar.workbench.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ashlar torture faults}. */
@Command(
    name = "faults",
    description = "Lets fsyncs and writes fail, and the disk fill up, under a running store.")
final class FaultsCommand implements Callable<Integer> {

  private static final int MAX_ROUNDS = 100_000;
  private static final int MAX_SECONDS = 86_400;

  @Spec private CommandSpec spec;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      split = ",",
      description =
          "sync, sync_once, write, write_space, short_write, nearly_full, full, or several of"
              + " them; default: all.")
  private List<FaultKind> kinds = List.of(FaultKind.values());

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "10",
      description = "How often each; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--durability",
      paramLabel = "MODE",
      defaultValue = "mixed",
      description = "always, group, interval, none or mixed; default: ${DEFAULT-VALUE}.")
  private TortureDurability durability;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "0",
      description =
          "Begin no round after so many seconds, shared among the kinds; default: no limit.")
  private int seconds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of work and moments; default: a new one each time.")
  private Long seed;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Make stores and disks in temporary directories inside of this one.")
  private Path directory;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  FaultsCommand() {}

  @Override
  public Integer call() throws Exception {
    OptionValues.checkDirectory(spec, directory);
    OptionValues.check(spec, "--rounds", rounds, 1, MAX_ROUNDS);
    OptionValues.check(spec, "--seconds", seconds, 0, MAX_SECONDS);
    FaultOptions options =
        new FaultOptions(OptionValues.seedOr(seed), kinds, rounds, seconds, durability, directory);
    Progress progress = new Progress(spec.commandLine().getErr());
    return TortureCommand.report(spec, new FaultTorture(options, progress).run(), json);
  }
}
