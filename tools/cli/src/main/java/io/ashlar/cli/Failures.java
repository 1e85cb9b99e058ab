package io.ashlar.cli;

import io.ashlar.error.AshlarException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns what went wrong into one line on standard error and an exit code. An exception that nobody
 * expected keeps its stack trace, which is what its report needs.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    CommandLine line = failure.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("ashlar: " + firstLine(sentence(failure)) + "; see: " + helpFor(line));
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    Throwable cause = failure instanceof ExecutionException ? failure.getCause() : failure;
    if (cause instanceof AshlarException || cause instanceof UncheckedIOException) {
      err.println("ashlar: " + firstLine(cause.getMessage()));
    } else {
      failure.printStackTrace(err);
    }
    return ExitCode.SOFTWARE;
  }

  private static String sentence(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().get(0);
      return word.startsWith("-") ? "unknown option " + word : "unknown word " + word;
    }
    return failure.getMessage();
  }

  private static String helpFor(CommandLine line) {
    CommandLine parent = line.getParent();
    if (parent == null) {
      return "./ashlar help";
    }
    return "./" + line.getCommandSpec().qualifiedName(" ") + " --help";
  }

  private static String firstLine(String text) {
    return text == null
        ? "no message"
        : text.lines().map(String::strip).limit(1).collect(Collectors.joining());
  }
}
