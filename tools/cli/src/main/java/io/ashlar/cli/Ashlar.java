package io.ashlar.cli;

import io.ashlar.cli.torture.TortureCommand;
import io.ashlar.cli.transfer.DumpCommand;
import io.ashlar.cli.transfer.LoadCommand;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of Ashlar. */
@Command(
    name = "ashlar",
    description = "An embedded, transactional row store for the JVM.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SqlCommand.class,
      LoadCommand.class,
      DumpCommand.class,
      DemoCommand.class,
      TortureCommand.class,
      FuzzCommand.class,
      RepairCommand.class,
      VerifyCommand.class,
      HistoryCommand.class,
      CheckCommand.class,
      HelpCommand.class
    })
public final class Ashlar implements Runnable {

  private static final List<String> GROUPS = List.of("bench", "sqltest", "torture");

  @Spec private CommandSpec spec;

  /** Made by {@link #run}. */
  Ashlar() {}

  /**
   * Runs one command and ends the JVM with its exit code.
   *
   * @param args the words of the command line
   */
  public static void main(String[] args) {
    // Names of places are not ASCII, whatever the locale says. System.out would hide what failed.
    Writer out =
        new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(new BufferedWriter(out), err, args));
  }

  /**
   * Runs one command.
   *
   * @param out receives results; that a pipe behind it is broken is told by the exit code alone
   * @param err receives errors and progress
   * @param args the words of the command line
   * @return the exit code
   */
  public static int run(Writer out, PrintWriter err, String... args) {
    WatchedOutput watched = new WatchedOutput(out);
    PrintWriter printed = new PrintWriter(watched, true);
    CommandLine line = new CommandLine(new Ashlar());
    addFound(line);
    addHelp(line);
    line.setOut(printed).setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(new Failures());
    line.setExecutionExceptionHandler(new Failures());
    int exitCode = line.execute(args);
    // Flushes, and tells of writes that failed before: a full disk must not look like success.
    if (printed.checkError()) {
      if (!watched.isBrokenPipe()) {
        err.println("ashlar: the output could not be written");
      }
      exitCode = exitCode == ExitCode.OK ? ExitCode.SOFTWARE : exitCode;
    }
    err.flush();
    return exitCode;
  }

  /** Without a command there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** What {@linkplain CommandProvider other modules} have for the groups, and help below each. */
  private static void addFound(CommandLine line) {
    line.addSubcommand("bench", FoundCommands.benchmarks());
    line.addSubcommand("sqltest", FoundCommands.sqlTests());
    ServiceLoader<CommandProvider> found = ServiceLoader.load(CommandProvider.class);
    for (String group : GROUPS) {
      CommandLine commands = line.getSubcommands().get(group);
      found.forEach(each -> each.commands(group).forEach(commands::addSubcommand));
      commands.addSubcommand(new HelpCommand());
    }
  }

  /** {@code --help} for the command and those below it; {@code help} itself has it already. */
  private static void addHelp(CommandLine line) {
    CommandSpec command = line.getCommandSpec();
    if (command.findOption("--help") == null) {
      command.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Show this help.")
              .build());
    }
    line.getSubcommands().values().forEach(Ashlar::addHelp);
  }
}
