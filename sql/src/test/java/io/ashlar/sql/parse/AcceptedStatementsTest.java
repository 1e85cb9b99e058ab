package io.ashlar.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.sql.canonical.CanonicalText;
import io.ashlar.sql.canonical.TreeShape;
import io.ashlar.sql.syntax.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Statements as users write them are parsed, and written back in one form. */
class AcceptedStatementsTest {

  private final SqlParser parser = new SqlParser();

  @Test
  void shouldHaveOneFormWhenAStatementIsAccepted() {
    List<Corpus.Accepted> all = Corpus.accepted();
    assertThat(all).hasSizeGreaterThanOrEqualTo(190);
    for (Corpus.Accepted each : all) {
      Statement statement = parser.parse(each.sql()).statement();
      assertThat(CanonicalText.of(statement)).isEqualTo(each.canonical());
      Statement again = parser.parse(each.canonical()).statement();
      assertThat(TreeShape.of(again)).isEqualTo(TreeShape.of(statement));
    }
  }

  @Test
  void shouldBeTheSameStatementWhenItIsPartOfAScript() {
    StringBuilder script = new StringBuilder(";\n");
    List<Corpus.Accepted> all = Corpus.accepted();
    all.forEach(each -> script.append(each.canonical()).append(";\n-- next\n"));
    List<ParsedStatement> parsed = parser.parseScript(script.toString());
    assertThat(parsed)
        .extracting(each -> CanonicalText.of(each.statement()))
        .containsExactlyElementsOf(all.stream().map(Corpus.Accepted::canonical).toList());
  }
}
