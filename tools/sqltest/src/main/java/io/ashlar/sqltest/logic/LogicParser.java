package io.ashlar.sqltest.logic;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a script record by record, without those that are meant for other dialects. */
final class LogicParser {

  /** What we answer to, of the names that {@code skipif} and {@code onlyif} know. */
  private static final Set<String> OURS = Set.of("postgresql");

  private final BufferedReader in;
  private int line;
  private long skipped;

  LogicParser(BufferedReader in) {
    this.in = in;
  }

  /** How many records were meant for other dialects so far. */
  long skipped() {
    return skipped;
  }

  /** The next record; null at the end. */
  LogicRecord next() throws IOException {
    boolean meant = true;
    for (String text = read(); text != null; text = read()) {
      String[] words = words(text);
      switch (words[0]) {
        case "", "hash-threshold" -> {
          // A comment; and results say by themselves whether they are hashed.
        }
        case "skipif" -> meant &= !OURS.contains(words[1]);
        case "onlyif" -> meant &= OURS.contains(words[1]);
        case "halt" -> {
          if (meant) {
            return null;
          }
          meant = true;
        }
        case "statement", "query" -> {
          LogicRecord record = words[0].equals("query") ? query(words) : statement(words);
          if (meant) {
            return record;
          }
          skipped++;
          meant = true;
        }
        default -> throw new IOException("line " + line + " begins no record: " + text);
      }
    }
    return null;
  }

  private LogicRecord statement(String[] words) throws IOException {
    int first = line;
    LogicRecord.Kind kind =
        switch (words[1]) {
          case "ok" -> LogicRecord.Kind.OK;
          case "error" -> LogicRecord.Kind.ERROR;
          default -> throw new IOException("line " + first + " expects neither ok nor error");
        };
    StringBuilder sql = new StringBuilder();
    for (String text = read(); text != null && !text.isEmpty(); text = read()) {
      append(sql, text);
    }
    return new LogicRecord(first, kind, sql.toString(), "", LogicSort.NOSORT, "", List.of());
  }

  private LogicRecord query(String[] words) throws IOException {
    int first = line;
    StringBuilder sql = new StringBuilder();
    String text = read();
    while (text != null && !text.isEmpty() && !text.equals("----")) {
      append(sql, text);
      text = read();
    }
    List<String> expected = new ArrayList<>();
    if ("----".equals(text)) {
      for (text = read(); text != null && !text.isEmpty(); text = read()) {
        expected.add(text);
      }
    }
    return new LogicRecord(
        first,
        LogicRecord.Kind.QUERY,
        sql.toString(),
        words[1],
        words.length > 2 ? LogicSort.named(words[2]) : LogicSort.NOSORT,
        words.length > 3 ? words[3] : "",
        expected);
  }

  private static void append(StringBuilder sql, String text) {
    if (!sql.isEmpty()) {
      sql.append('\n');
    }
    sql.append(text);
  }

  /** The words in front of a comment. */
  private static String[] words(String text) {
    int comment = text.indexOf('#');
    return (comment < 0 ? text : text.substring(0, comment)).strip().split("\\s+", -1);
  }

  private String read() throws IOException {
    line++;
    String text = in.readLine();
    return text == null ? null : text.stripTrailing();
  }
}
