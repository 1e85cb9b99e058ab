package io.ashlar.cli;

import io.ashlar.cli.demo.Demo;
import io.ashlar.cli.demo.DemoReport;
import io.ashlar.cli.option.OptionValues;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ashlar demo}. */
@Command(
    name = "demo",
    description = "Loads 135,233 real places, queries and changes them, and checks everything.")
final class DemoCommand implements Callable<Integer> {

  private static final int MAX_SECONDS = 86_400;

  @Spec private CommandSpec spec;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description =
          "Keep the store in this directory; default: a temporary one, deleted at the end.")
  private Path directory;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "Load the first N rows only; default: all.")
  private int rows = Integer.MAX_VALUE;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "5",
      description = "How long to move population about; default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  DemoCommand() {}

  @Override
  public Integer call() throws Exception {
    OptionValues.checkDirectory(spec, directory);
    OptionValues.check(spec, "--rows", rows, 1, Integer.MAX_VALUE);
    OptionValues.check(spec, "--seconds", seconds, 1, MAX_SECONDS);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter story = json ? new PrintWriter(PrintWriter.nullWriter()) : out;
    Progress progress = new Progress(spec.commandLine().getErr());
    DemoReport report = new Demo(directory, rows, seconds, story, progress).run();
    if (json) {
      out.println(report.toJson());
    } else {
      report.printTo(out);
    }
    return report.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
