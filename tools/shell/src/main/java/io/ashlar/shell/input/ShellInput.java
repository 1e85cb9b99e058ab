package io.ashlar.shell.input;

import java.nio.file.Path;

/** What the command line gives to run. */
public sealed interface ShellInput {

  /**
   * Statements, or one command that begins with a backslash.
   *
   * @param text the text
   */
  record Text(String text) implements ShellInput {}

  /**
   * Statements in a file.
   *
   * @param path the file; {@code -} is standard input
   */
  record File(Path path) implements ShellInput {}
}
