package io.ashlar.bench.cli;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the values of options may be. */
final class Ranges {

  private Ranges() {}

  /** Refuses a number outside of its bounds, both of which are allowed. */
  static void check(CommandSpec spec, String option, int value, int lowest, int highest) {
    if (value < lowest || value > highest) {
      throw new ParameterException(
          spec.commandLine(),
          option + " must be between " + lowest + " and " + highest + ", not " + value);
    }
  }

  /** Refuses a letter outside of its bounds, both of which are allowed. */
  static void check(CommandSpec spec, String option, char value, char lowest, char highest) {
    if (value < lowest || value > highest) {
      throw new ParameterException(
          spec.commandLine(),
          option + " must be a letter from " + lowest + " to " + highest + ", not " + value);
    }
  }

  /** Refuses an empty path, which would silently mean the current directory. */
  static void checkDirectory(CommandSpec spec, Path directory) {
    if (directory != null && directory.toString().isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--dir must not be empty");
    }
  }
}
