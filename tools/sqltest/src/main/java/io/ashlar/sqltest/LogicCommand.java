package io.ashlar.sqltest;

import io.ashlar.cli.option.OptionValues;
import io.ashlar.sqltest.logic.FileOutcome;
import io.ashlar.sqltest.logic.LogicCorpus;
import io.ashlar.sqltest.logic.LogicSuite;
import io.ashlar.sqltest.logic.LogicSummary;
import io.ashlar.workbench.Progress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ashlar sqltest logic}. Exits with 1 when a record did not pass. */
@Command(
    name = "logic",
    description =
        "Runs the scripts of sqllogictest through the driver, each in a database in memory of its"
            + " own, and tells what passed, failed and was refused.")
final class LogicCommand implements Callable<Integer> {

  private static final int TENTH = 10;
  private static final int MAX_THREADS = 256;
  private static final int MAX_ONE_IN = 1_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--files",
      paramLabel = "PATTERN",
      defaultValue = "",
      description =
          "Scripts whose path has this regular expression in it, such as random/expr; default:"
              + " all.")
  private String files;

  @Option(
      names = "--one-in",
      paramLabel = "N",
      defaultValue = "1",
      description = "Ask one in so many queries of a script; default: ${DEFAULT-VALUE}, all.")
  private int oneIn;

  @Option(names = "--tenth", description = "The same as --one-in 10.")
  private boolean tenth;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Scripts side by side; default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(names = "--differences", description = "Print what did not pass as well.")
  private boolean differences;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  LogicCommand() {}

  @Override
  public Integer call() throws Exception {
    OptionValues.check(spec, "--threads", threads, 1, MAX_THREADS);
    OptionValues.check(spec, "--one-in", oneIn, 1, MAX_ONE_IN);
    if (tenth && oneIn != 1) {
      throw new ParameterException(spec.commandLine(), "--tenth and --one-in are the same option");
    }
    try (LogicCorpus corpus = new LogicCorpus()) {
      List<String> found = corpus.files(pattern());
      if (found.isEmpty()) {
        throw new ParameterException(spec.commandLine(), "no script is called " + files);
      }
      Progress progress = new Progress(spec.commandLine().getErr());
      List<FileOutcome> outcomes =
          new LogicSuite(corpus, progress).run(found, tenth ? TENTH : oneIn, threads);
      progress.clear();
      LogicSummary summary = new LogicSummary(outcomes);
      spec.commandLine().getOut().println(json ? summary.toJson() : summary.toText(differences));
      return summary.isWhole() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private Pattern pattern() {
    try {
      return Pattern.compile(files);
    } catch (PatternSyntaxException e) {
      throw new ParameterException(
          spec.commandLine(), "--files is no regular expression: " + e.getDescription(), e);
    }
  }
}
