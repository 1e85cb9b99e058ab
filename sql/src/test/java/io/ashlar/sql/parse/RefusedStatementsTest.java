package io.ashlar.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ashlar.sql.error.SqlException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the grammar does not know is refused where it stands. */
class RefusedStatementsTest {

  private final SqlParser parser = new SqlParser();

  @Test
  void shouldSayWhereAndWhatWasExpectedWhenAStatementIsRefused() {
    List<Corpus.Refused> all = Corpus.refused();
    assertThat(all).hasSizeGreaterThanOrEqualTo(180);
    for (Corpus.Refused each : all) {
      SqlException refusal =
          catchThrowableOfType(SqlException.class, () -> parser.parse(each.sql()));
      assertThat(refusal).as(each.sql()).isNotNull();
      assertThat(refusal.sqlState()).as(each.sql()).isEqualTo(each.sqlState());
      assertThat(refusal.line() + ":" + refusal.column()).as(each.sql()).isEqualTo(each.place());
      Map<String, String> facts = refusal.facts();
      String reason =
          facts.getOrDefault("expected", facts.getOrDefault("feature", refusal.sentence()));
      assertThat(reason).as(each.sql()).isEqualTo(each.reason());
    }
  }

  @Test
  void shouldTellWhatWasFoundWhenAStatementIsRefused() {
    SqlException refusal =
        catchThrowableOfType(
            SqlException.class,
            () -> parser.parse("SELECT a\r\nFROM t\n  WHERE \"\uD83D\uDE00\" b"));
    assertThat(refusal)
        .hasMessage(
            "The text is no SQL that is understood. line=3 column=13 found=b"
                + " expected=end of statement");
    assertThat(refusal.offset()).isEqualTo(30);
  }

  @Test
  void shouldParseTheNextTextWhenOneWasRefused() {
    assertThat(catchThrowableOfType(SqlException.class, () -> parser.parse("SELECT (((((")))
        .isNotNull();
    assertThat(parser.parse("SELECT ?").parameterCount()).isEqualTo(1);
  }
}
