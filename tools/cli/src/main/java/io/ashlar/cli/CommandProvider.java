package io.ashlar.cli;

import java.util.List;

/**
 * Commands of a module that the command line does not know: found by the service loader, so that
 * {@code ashlar} runs without the module and its libraries and has its commands where it is on the
 * class path.
 */
public interface CommandProvider {

  /**
   * The commands that stand below another.
   *
   * @param group the name of a command that has others below it: {@code bench}, {@code sqltest} or
   *     {@code torture}
   * @return new commands of picocli in the order of the help; none for a group of no concern
   */
  List<Object> commands(String group);
}
