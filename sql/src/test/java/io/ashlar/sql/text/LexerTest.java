package io.ashlar.sql.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ashlar.error.IllegalUseException;
import io.ashlar.sql.error.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Tokens, their offsets, and what they stand for. */
class LexerTest {

  private final Lexer lexer = new Lexer();

  private List<String> tokens(String sql) {
    lexer.scan(sql);
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < lexer.count() - 1; i++) {
      tokens.add(sql.substring(lexer.start(i), lexer.end(i)));
    }
    assertThat(lexer.kind(lexer.count() - 1)).isEqualTo(Symbol.END);
    return tokens;
  }

  private int kind(String sql) {
    assertThat(tokens(sql)).containsExactly(sql);
    return lexer.kind(0);
  }

  private String string(String sql) {
    return TokenText.string(sql, kind(sql), 0, sql.length());
  }

  @Test
  void shouldBeTokensWhenATextIsCut() {
    assertThat(tokens("SELECT a.b,\t\"c d\"||'e'<>.5>=x::int--f\n;/* g /* h */ i */?1$2:j"))
        .containsExactly(
            "SELECT", "a", ".", "b", ",", "\"c d\"", "||", "'e'", "<>", ".5", ">=", "x", "::",
            "int", ";", "?1", "$2", ":j");
    assertThat(tokens(" \u00a0\u3000\r\n")).isEmpty();
  }

  @Test
  void shouldHaveItsKindWhenATokenIsCut() {
    assertThat(kind("a_$1\u00e4\u4e2d")).isEqualTo(Symbol.WORD);
    assertThat(kind("`a``b`")).isEqualTo(Symbol.QUOTED_NAME);
    assertThat(kind("[a b]")).isEqualTo(Symbol.QUOTED_NAME);
    assertThat(kind("12")).isEqualTo(Symbol.INTEGER);
    assertThat(kind("1.")).isEqualTo(Symbol.DECIMAL);
    assertThat(kind(".5E+7")).isEqualTo(Symbol.APPROXIMATE);
    assertThat(kind("0xaF")).isEqualTo(Symbol.HEXADECIMAL);
    assertThat(kind("X'aF'")).isEqualTo(Symbol.BINARY_STRING);
    assertThat(kind("?")).isEqualTo(Symbol.PARAMETER);
    assertThat(kind("$12")).isEqualTo(Symbol.NUMBERED_PARAMETER);
    assertThat(kind("==")).isEqualTo(Symbol.EQUAL);
    assertThat(kind("SeLeCt")).isEqualTo(Keyword.SELECT.kind());
  }

  @Test
  void shouldBeFoundInEitherCaseWhenAWordIsAKeyword() {
    for (Keyword keyword : Keyword.values()) {
      assertThat(kind(keyword.name())).isEqualTo(keyword.kind());
      assertThat(kind(keyword.name().toLowerCase(Locale.ROOT))).isEqualTo(keyword.kind());
      assertThat(Keyword.ofKind(keyword.kind())).isEqualTo(keyword);
      assertThat(kind(keyword.name() + "_")).isEqualTo(Symbol.WORD);
      assertThat(Keyword.isReserved(keyword.word())).isEqualTo(keyword.isReserved());
    }
    assertThat(Keyword.ofKind(Symbol.WORD)).isNull();
    assertThat(Keyword.isReserved("nothing_of_the_kind_that_anybody_reserves")).isFalse();
  }

  @Test
  void shouldBeNamesWhenWordsAreOftenColumns() {
    for (Keyword each :
        List.of(
            Keyword.VALUE,
            Keyword.YEAR,
            Keyword.DATE,
            Keyword.TIMESTAMP,
            Keyword.USER,
            Keyword.KEY,
            Keyword.POSITION,
            Keyword.ROW,
            Keyword.FIRST,
            Keyword.RANGE)) {
      assertThat(each.isReserved()).as(each.name()).isFalse();
    }
  }

  @Test
  void shouldBeItsCharactersWhenAStringIsRead() {
    assertThat(string("'it''s'")).isEqualTo("it's");
    assertThat(string("''")).isEmpty();
    assertThat(string("N'x'")).isEqualTo("x");
    assertThat(string("E'a\\t\\n\\\\\\'\\x41\\101\\u00e4\\U0001F600''\\q'"))
        .isEqualTo("a\t\n\\'AA\u00e4\uD83D\uDE00'q");
    assertThat(string("$$it's$$")).isEqualTo("it's");
    assertThat(string("$x$a$$b$y$x$")).isEqualTo("a$$b$y");
    assertThat(string("E'\\u12'")).isNull();
    assertThat(string("E'\\U00110000'")).isNull();
    assertThat(string("E'\\0'")).isNull();
  }

  @Test
  void shouldBeFoldedOrExactWhenANameIsRead() {
    assertThat(TokenText.folded("FooBar\u00c4", 0, 7)).isEqualTo("foobar\u00e4");
    String plain = "foo";
    assertThat(TokenText.folded(plain, 0, 3)).isEqualTo(plain);
    assertThat(TokenText.unquoted("\"Foo\"\"Bar\"", 0, 10)).isEqualTo("Foo\"Bar");
    assertThat(TokenText.unquoted("[a]]b]", 0, 6)).isEqualTo("a]b");
  }

  @Test
  void shouldBeRefusedWhereItBeginsWhenATokenHasNoEnd() {
    for (String sql : List.of("a 'b", "a \"b", "a /* b", "a $x$b", "a E'b\\'", "a [b", "a X'ff")) {
      SqlException refusal = catchThrowableOfType(SqlException.class, () -> lexer.scan(sql));
      assertThat(refusal).as(sql).isNotNull();
      assertThat(refusal.sentence()).isEqualTo("A token of the text has no end.");
    }
  }

  @Test
  void shouldKeepNothingWhenItIsCleared() {
    lexer.scan("a b");
    lexer.clear();
    assertThat(lexer.count()).isZero();
    assertThat(lexer.text()).isEmpty();
    assertThat(catchThrowableOfType(IllegalUseException.class, () -> lexer.scan(null))).isNotNull();
  }
}
