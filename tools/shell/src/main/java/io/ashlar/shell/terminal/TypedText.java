package io.ashlar.shell.terminal;

import io.ashlar.shell.input.SourceStatement;
import io.ashlar.shell.input.StatementSplitter;
import io.ashlar.shell.meta.MetaCommands;
import java.util.List;
import java.util.Optional;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Says when what was typed is whole: a command at the end of its line, statements at a semicolon.
 * The word at the cursor, for completion, is what a name can be made of.
 */
final class TypedText implements Parser {

  /**
   * A text and the word at its cursor.
   *
   * @param line the text
   * @param cursor where the cursor is
   * @param word the part of the word before the cursor
   */
  record Typed(String line, int cursor, String word) implements CompletingParsedLine {

    @Override
    public int wordCursor() {
      return word.length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }

    /** Candidates are written as a statement takes them; nothing is escaped. */
    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return word.length();
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE || context == ParseContext.SECONDARY_PROMPT) {
      requireWhole(line);
    }
    int begin = cursor;
    while (begin > 0 && isWordPart(line.charAt(begin - 1))) {
      begin--;
    }
    return new Typed(line, cursor, line.substring(begin, cursor));
  }

  private static void requireWhole(String line) {
    if (line.isBlank() || MetaCommands.isCommand(line)) {
      return;
    }
    StatementSplitter splitter = new StatementSplitter();
    splitter.add(line + "\n");
    Optional<SourceStatement> next = splitter.next();
    while (next.isPresent()) {
      next = splitter.next();
    }
    if (!splitter.isBlank()) {
      throw new EOFError(-1, -1, "no semicolon", ";");
    }
  }

  static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '\\';
  }
}
