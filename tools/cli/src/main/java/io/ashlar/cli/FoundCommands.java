package io.ashlar.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A group of commands all of which come from {@linkplain CommandProvider elsewhere}. */
@Command(synopsisSubcommandLabel = "COMMAND")
final class FoundCommands implements Runnable {

  private final String missing;

  @Spec private CommandSpec spec;

  private FoundCommands(String missing) {
    this.missing = missing;
  }

  /** The group {@code bench}. */
  static CommandLine benchmarks() {
    return group("Runs a benchmark.", "the name of a benchmark is missing");
  }

  /** The group {@code sqltest}. */
  static CommandLine sqlTests() {
    return group(
        "Tests SQL and its driver against corpora and other engines.",
        "the name of a test is missing");
  }

  private static CommandLine group(String description, String missing) {
    CommandLine group = new CommandLine(new FoundCommands(missing));
    group.getCommandSpec().usageMessage().description(description);
    return group;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), missing);
  }
}
