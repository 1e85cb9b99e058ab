package io.ashlar.sql.parse;

import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.text.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Numbers the parameters of one statement; they are all written in one way. */
final class Parameters {

  /** As many as the protocols of databases can count. */
  static final int MOST = 65_535;

  private final List<String> names = new ArrayList<>();
  private int kind = Symbol.END;
  private int count;

  void begin() {
    names.clear();
    kind = Symbol.END;
    count = 0;
  }

  int count() {
    return count;
  }

  List<String> names() {
    return List.copyOf(names);
  }

  /** The parameter that the token before which the stream stands is. */
  Expression.Parameter next(Tokens tokens) {
    int offset = tokens.offset();
    if (kind != Symbol.END && kind != tokens.kind()) {
      throw tokens.error(SqlState.SYNTAX_ERROR, "Parameters are written in two ways.", offset);
    }
    kind = tokens.kind();
    Optional<String> name = Optional.empty();
    int index;
    switch (kind) {
      case Symbol.NAMED_PARAMETER -> {
        name = Optional.of(tokens.tailOfToken());
        index = indexOf(name.get());
      }
      case Symbol.NUMBERED_PARAMETER -> index = number(tokens);
      default -> index = count + 1;
    }
    if (index > MOST) {
      throw tooMany(tokens, offset);
    }
    count = Math.max(count, index);
    tokens.advance();
    return new Expression.Parameter(offset, index, name);
  }

  private int indexOf(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      names.add(name);
      index = names.size() - 1;
    }
    return index + 1;
  }

  private static int number(Tokens tokens) {
    String digits = tokens.tailOfToken();
    int number = digits.length() > 9 ? MOST + 1 : Integer.parseInt(digits);
    if (number == 0) {
      throw tokens.expected("a number of a parameter from 1");
    }
    return number;
  }

  private static SqlException tooMany(Tokens tokens, int offset) {
    return tokens.error(
        SqlState.LIMIT_EXCEEDED, "A statement has too many parameters.", offset, "most", MOST);
  }
}
