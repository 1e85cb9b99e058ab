package io.ashlar.sqltest.mutate;

import io.ashlar.sqltest.random.Dice;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Damages statements: words are lost, doubled, swapped, taken from others; characters appear. */
final class TextMutator {

  private static final Pattern WORD =
      Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|\\w+|\\s+|[^\\w\\s]");

  private static final String CHARACTERS =
      "aZ09_ \n\t'\"`[](){}<>=!+-*/%|&~.,;:?$#@\\^\u0000\u00e4\uD83D\uDE00";

  private static final String[] NUMBERS = {
    "0", "-1", "2147483648", "9223372036854775808", "1e400", "1e-400", "99999999999999999999999999"
  };

  private final Dice dice;
  private final List<List<String>> statements = new ArrayList<>();
  private final List<String> pool = new ArrayList<>();

  TextMutator(Dice dice) {
    this.dice = dice;
    for (String line : lines()) {
      List<String> words = words(line);
      statements.add(words);
      pool.addAll(words);
    }
  }

  private static List<String> lines() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                TextMutator.class.getResourceAsStream("statements.txt"), StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> words(String statement) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(statement);
    while (word.find()) {
      words.add(word.group());
    }
    return words;
  }

  /** The statements as they are. */
  List<String> originals() {
    return statements.stream().map(words -> String.join("", words)).toList();
  }

  /** A damaged one. */
  String next() {
    List<String> words = new ArrayList<>(dice.one(statements));
    for (int i = 1 + dice.below(3); i > 0; i--) {
      change(words);
    }
    StringBuilder text = new StringBuilder(String.join("", words));
    if (dice.percent(25)) {
      text.insert(
          dice.below(text.length() + 1), CHARACTERS.charAt(dice.below(CHARACTERS.length())));
    }
    if (dice.percent(5)) {
      text.setLength(dice.below(text.length() + 1));
    }
    return text.toString();
  }

  private void change(List<String> words) {
    if (words.isEmpty()) {
      words.add(dice.one(pool));
      return;
    }
    int at = dice.below(words.size());
    switch (dice.below(8)) {
      case 0 -> words.remove(at);
      case 1 -> words.add(at, words.get(at));
      case 2 -> Collections.swap(words, at, dice.below(words.size()));
      case 3 -> words.set(at, dice.one(pool));
      case 4 -> words.add(at, dice.one(pool));
      case 5 -> words.set(at, dice.one(NUMBERS));
      case 6 -> splice(words, at);
      default -> {
        int end = Math.min(words.size(), at + 1 + dice.below(8));
        words.subList(at, end).clear();
      }
    }
  }

  /** Puts a piece of another statement in. */
  private void splice(List<String> words, int at) {
    List<String> other = dice.one(statements);
    int from = dice.below(other.size());
    int to = Math.min(other.size(), from + 1 + dice.below(12));
    words.addAll(at, other.subList(from, to));
    words.add(at, " ");
  }
}
