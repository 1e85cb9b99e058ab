package io.ashlar.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the values of options may be. */
public final class OptionValues {

  private OptionValues() {}

  /**
   * Refuses a number outside of its bounds, both of which are allowed.
   *
   * @param spec the command
   * @param option the name of the option
   * @param value its value
   * @param lowest the least that it may be
   * @param highest the most that it may be
   * @throws ParameterException when it is outside
   */
  public static void check(CommandSpec spec, String option, int value, int lowest, int highest) {
    if (value < lowest || value > highest) {
      throw new ParameterException(
          spec.commandLine(),
          option + " must be between " + lowest + " and " + highest + ", not " + value);
    }
  }

  /**
   * Refuses a letter outside of its bounds, both of which are allowed.
   *
   * @param spec the command
   * @param option the name of the option
   * @param value its value
   * @param lowest the first that it may be
   * @param highest the last that it may be
   * @throws ParameterException when it is outside
   */
  public static void check(CommandSpec spec, String option, char value, char lowest, char highest) {
    if (value < lowest || value > highest) {
      throw new ParameterException(
          spec.commandLine(),
          option + " must be a letter from " + lowest + " to " + highest + ", not " + value);
    }
  }

  /**
   * The seed that was asked for, or a new one.
   *
   * @param seed the value of the option; null when it was not given
   * @return the seed to take and to report
   */
  public static long seedOr(Long seed) {
    return seed == null ? System.nanoTime() & Integer.MAX_VALUE : seed;
  }

  /**
   * Refuses an empty path, which would silently mean the current directory.
   *
   * @param spec the command
   * @param directory the value of the option; null when it was not given
   * @throws ParameterException when it is empty
   */
  public static void checkDirectory(CommandSpec spec, Path directory) {
    if (directory != null && directory.toString().isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--dir must not be empty");
    }
  }
}
