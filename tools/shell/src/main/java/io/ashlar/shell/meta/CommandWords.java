package io.ashlar.shell.meta;

import io.ashlar.error.IllegalUseException;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a command.
 *
 * @param name the command with its backslash
 * @param arguments what follows it
 */
record CommandWords(String name, List<Argument> arguments) {

  /**
   * An argument.
   *
   * @param text without quotes
   * @param exact whether it stood in quotes
   */
  record Argument(String text, boolean exact) {}

  /** The words of a line; within quotes blanks are no ends, and a doubled quote is one. */
  static CommandWords of(String line) {
    String text = line.strip();
    int at = 0;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    String name = text.substring(0, at);
    List<Argument> arguments = new ArrayList<>();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '\'' || c == '"') {
        int end = closing(text, at, name);
        String inner = text.substring(at + 1, end);
        arguments.add(new Argument(inner.replace("" + c + c, "" + c), true));
        at = end + 1;
      } else {
        int begin = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
          at++;
        }
        String word = text.substring(begin, at);
        // Hands that end each line with a semicolon end these so too.
        String bare = word.endsWith(";") ? word.substring(0, word.length() - 1) : word;
        if (!bare.isEmpty()) {
          arguments.add(new Argument(bare, false));
        }
      }
    }
    String bare = name.endsWith(";") ? name.substring(0, name.length() - 1) : name;
    return new CommandWords(bare, List.copyOf(arguments));
  }

  private static int closing(String text, int open, String name) {
    char quote = text.charAt(open);
    int at = open + 1;
    while (at < text.length()) {
      if (text.charAt(at) != quote) {
        at++;
      } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
        at += 2;
      } else {
        return at;
      }
    }
    throw new IllegalUseException("A quote of the command has no end.", "command", name);
  }

  /** Refuses more arguments than the command takes. */
  void atMost(int count) {
    if (arguments.size() > count) {
      throw new IllegalUseException(
          "The command takes fewer arguments.", "command", name, "arguments", arguments.size());
    }
  }
}
