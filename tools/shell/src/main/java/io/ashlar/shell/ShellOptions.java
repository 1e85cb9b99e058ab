package io.ashlar.shell;

import io.ashlar.shell.format.OutputFormat;
import io.ashlar.shell.input.ShellInput;
import java.nio.file.Path;
import java.util.List;

/**
 * How a shell runs.
 *
 * @param directory of the store; null for one in memory
 * @param create whether a store is made where there is none
 * @param readOnly whether the store is opened for reading alone
 * @param format how rows look
 * @param keepGoing whether statements behind one that failed are run
 * @param inputs what is run; nothing for standard input, or a shell on a terminal
 * @param history the file of what was typed; null for none
 * @param paged whether long results on a terminal go through a pager
 */
public record ShellOptions(
    Path directory,
    boolean create,
    boolean readOnly,
    OutputFormat format,
    boolean keepGoing,
    List<ShellInput> inputs,
    Path history,
    boolean paged) {

  /**
   * Keeps a copy of the inputs.
   *
   * @param directory of the store, or null
   * @param create whether a store is made
   * @param readOnly whether it is opened for reading alone
   * @param format how rows look
   * @param keepGoing whether a failure ends nothing
   * @param inputs what is run
   * @param history the file of what was typed, or null
   * @param paged whether results go through a pager
   */
  public ShellOptions {
    inputs = List.copyOf(inputs);
  }
}
