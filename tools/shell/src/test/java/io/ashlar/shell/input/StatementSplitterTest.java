package io.ashlar.shell.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.text.Lexer;
import io.ashlar.sql.text.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StatementSplitterTest {

  private static final Pattern LINE_END = Pattern.compile("(?<=\n)");

  private static List<SourceStatement> split(String text) {
    StatementSplitter splitter = new StatementSplitter();
    List<SourceStatement> found = new ArrayList<>();
    LINE_END
        .splitAsStream(text)
        .forEach(
            line -> {
              splitter.add(line);
              Stream.generate(splitter::next)
                  .takeWhile(Optional::isPresent)
                  .forEach(next -> found.add(next.get()));
            });
    splitter.rest().ifPresent(found::add);
    assertThat(splitter.isBlank()).isTrue();
    return found;
  }

  private static List<String> texts(String text) {
    return split(text).stream().map(SourceStatement::text).toList();
  }

  @Test
  void shouldCutAtSemicolonsThatStandInNothing() {
    assertThat(texts("select 1; select 2 ;;\n ; select\n3"))
        .containsExactly("select 1", "select 2", "select\n3");
    assertThat(texts("select ';', \";\", `;`, [;]; x"))
        .containsExactly("select ';', \";\", `;`, [;]", "x");
    assertThat(texts("a 'it''s;'; b")).containsExactly("a 'it''s;'", "b");
    assertThat(texts("a E'\\';'; b")).containsExactly("a E'\\';'", "b");
    assertThat(texts("a e'b''\\';'; b")).containsExactly("a e'b''\\';'", "b");
    assertThat(texts("a '\\'; b")).containsExactly("a '\\'", "b");
    assertThat(texts("a $$;$$, $t$;$$;$t$; b")).containsExactly("a $$;$$, $t$;$$;$t$", "b");
    assertThat(texts("a $1; b$$; c")).containsExactly("a $1", "b$$", "c");
    assertThat(texts("-- a;\n/* b; /* c; */ d; */ e; f -- g;\n; h"))
        .containsExactly("e", "f -- g;", "h");
    assertThat(texts(" -- nothing\n/* at all */ ;\n")).isEmpty();
  }

  @Test
  void shouldKeepOpenWhatHasNoEnd() {
    assertThat(texts("a 'b;\nc;")).containsExactly("a 'b;\nc;");
    assertThat(texts("a; /* b;\n")).hasSize(2);
    assertThat(texts("a $x$ b;\nc; $y$;\n")).hasSize(1);
  }

  @Test
  void shouldCountLinesOfTheSource() {
    StatementSplitter splitter = new StatementSplitter();
    splitter.pass("\\x\n");
    splitter.add("-- a\n\n select '\n';\n");
    assertThat(splitter.next()).contains(new SourceStatement("select '\n'", 4));
    splitter.add("b\n");
    assertThat(splitter.next()).isEmpty();
    assertThat(splitter.isBlank()).isFalse();
    splitter.add("; c;\n");
    assertThat(splitter.next()).contains(new SourceStatement("b", 6));
    assertThat(splitter.next()).contains(new SourceStatement("c", 7));
  }

  @Provide
  Arbitrary<String> sql() {
    return Arbitraries.of(
            "'", "''", "\"", "`", "[", "]", "$$", "$a$", "$", "$1", "?", "?1", "e", "E'", "x'",
            "n'", "\\", "\\'", "--", "/*", "*/", "/", "*", "-", ";", ";", ";", "\n", " ", "a", "b1",
            "1", ".5", "(", "::", ":n", "\u00e9", "\u3000", "<>", "0x1F", "ee'")
        .list()
        .ofMaxSize(24)
        .map(parts -> String.join("", parts));
  }

  /** What the lexer of SQL understands is cut where it sees semicolons. */
  @Property(tries = 5_000, maxDiscardRatio = 50)
  void shouldCutWhereTheLexerDoes(@ForAll("sql") String text) {
    Lexer lexer = new Lexer();
    try {
      lexer.scan(text);
    } catch (SqlException e) {
      Assume.that(false);
    }
    List<String> expected = new ArrayList<>();
    int first = -1;
    for (int token = 0; token < lexer.count(); token++) {
      int kind = lexer.kind(token);
      if (kind == Symbol.SEMICOLON || kind == Symbol.END) {
        if (first >= 0) {
          expected.add(text.substring(first, lexer.start(token)).stripTrailing());
        }
        first = -1;
      } else if (first < 0) {
        first = lexer.start(token);
      }
    }
    assertThat(texts(text)).isEqualTo(expected);
  }
}
