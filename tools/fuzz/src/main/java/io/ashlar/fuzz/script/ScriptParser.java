package io.ashlar.fuzz.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one value that {@link ScriptText} has written. */
final class ScriptParser {

  private static final int HEX = 16;
  private static final int ESCAPE_DIGITS = 4;

  private final String text;
  private int at;

  ScriptParser(String text) {
    this.text = text;
  }

  Object parse() {
    Object value = value();
    skipBlanks();
    if (at != text.length()) {
      throw failure("the end is expected");
    }
    return value;
  }

  private Object value() {
    skipBlanks();
    char c = peek();
    if (c == '"') {
      return string();
    }
    if (c == '[') {
      return Collections.unmodifiableList(list('[', ']'));
    }
    if (c == '{') {
      return map();
    }
    if (c == '-' || Character.isDigit(c)) {
      return number();
    }
    String word = word();
    if (word.equals("null")) {
      return null;
    }
    if (word.equals("true") || word.equals("false")) {
      return word.equals("true");
    }
    if (ScriptTypes.isEnum(word)) {
      expect('.');
      return ScriptTypes.constant(word, word());
    }
    List<Object> parts = list('(', ')');
    return Character.isLowerCase(word.charAt(0))
        ? ScriptText.tagged(word, (String) parts.get(0))
        : ScriptTypes.record(word, parts);
  }

  private List<Object> list(char open, char close) {
    expect(open);
    List<Object> all = new ArrayList<>();
    skipBlanks();
    while (peek() != close) {
      all.add(value());
      skipBlanks();
      if (peek() != close) {
        expect(',');
        skipBlanks();
      }
    }
    expect(close);
    return all;
  }

  private Map<String, Object> map() {
    expect('{');
    Map<String, Object> all = new LinkedHashMap<>();
    skipBlanks();
    while (peek() != '}') {
      skipBlanks();
      String key = string();
      skipBlanks();
      expect(':');
      all.put(key, value());
      skipBlanks();
      if (peek() != '}') {
        expect(',');
      }
    }
    expect('}');
    return Collections.unmodifiableMap(all);
  }

  private Object number() {
    int from = at;
    do {
      at++;
    } while (at < text.length() && Character.isDigit(text.charAt(at)));
    String digits = text.substring(from, at);
    if (at < text.length() && text.charAt(at) == 'L') {
      at++;
      return Long.valueOf(digits);
    }
    return Integer.valueOf(digits);
  }

  private String string() {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c == '\\' && peek() == 'u') {
        value.append((char) Integer.parseInt(text.substring(at + 1, at + 1 + ESCAPE_DIGITS), HEX));
        at += 1 + ESCAPE_DIGITS;
      } else {
        value.append(c == '\\' ? text.charAt(at++) : c);
      }
    }
    expect('"');
    return value.toString();
  }

  private String word() {
    int from = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    if (from == at) {
      throw failure("a word is expected");
    }
    return text.substring(from, at);
  }

  private void skipBlanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw failure("more is expected");
    }
    return text.charAt(at);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw failure("'" + c + "' is expected");
    }
    at++;
  }

  private IllegalArgumentException failure(String what) {
    return new IllegalArgumentException(what + " at " + at + " of: " + text);
  }
}
