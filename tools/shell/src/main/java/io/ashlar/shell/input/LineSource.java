package io.ashlar.shell.input;

import java.io.IOException;

/** Gives lines, one after the other. */
public interface LineSource {

  /**
   * The next line, or several at once.
   *
   * @param state what the prompt shows, where there is one
   * @return a text whose last line is whole, with its line end; null at the end
   * @throws IOException when it cannot be read
   */
  String next(PromptState state) throws IOException;

  /**
   * What failures are told of.
   *
   * @return the name of the file; empty where lines need no name
   */
  String name();

  /**
   * Whether somebody sits at it: then a failure stops nothing.
   *
   * @return true for a terminal
   */
  boolean isInteractive();
}
