package io.ashlar.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.sql.Sql;
import io.ashlar.sql.SqlSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WordCompleterTest {

  private final Database database = Database.inMemory();

  @BeforeEach
  void define() {
    try (SqlSession session = Sql.session(database)) {
      session.execute("create table cities (id integer primary key, pop bigint, \"Order\" text)");
      session.execute("create table rivers (id integer primary key, length bigint)");
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** What completes the word at the sign, nearest at hand first. */
  private List<String> complete(String text) {
    int cursor = text.indexOf('|');
    TypedText.Typed line =
        (TypedText.Typed)
            new TypedText().parse(text.replace("|", ""), cursor, ParseContext.COMPLETE);
    List<Candidate> candidates = new ArrayList<>();
    new WordCompleter(database).complete(null, line, candidates);
    Collections.sort(candidates);
    return candidates.stream()
        .map(Candidate::value)
        .filter(value -> value.regionMatches(true, 0, line.word(), 0, line.word().length()))
        .toList();
  }

  @Test
  void shouldOfferColumnsOfTheNamedTablesFirst() {
    assertThat(complete("select | from rivers"))
        .startsWith("id", "length", "cities", "rivers", "\"Order\"", "pop")
        .contains("select", "where")
        .doesNotHaveDuplicates();
    assertThat(complete("select l| from RIVERS")).startsWith("length", "last");
    assertThat(complete("select le| from cities")).startsWith("length", "leading", "left");
  }

  @Test
  void shouldOfferTablesAloneWhereOneMustStand() {
    assertThat(complete("select * from |")).containsExactly("cities", "rivers");
    assertThat(complete("insert into r|")).containsExactly("rivers");
    assertThat(complete("update \n|")).containsExactly("cities", "rivers");
  }

  @Test
  void shouldOfferViewsWhereTheyAreRead() {
    try (SqlSession session = Sql.session(database)) {
      assertThat(session.execute("create view long_ones as select id, length as km from rivers"))
          .isZero();
    }
    assertThat(complete("select * from |")).containsExactly("cities", "long_ones", "rivers");
    assertThat(complete("update |")).containsExactly("cities", "rivers");
    assertThat(complete("select k| from long_ones")).startsWith("km");
    assertThat(complete("select v.| from long_ones v")).containsExactly("id", "km");
    assertThat(complete("\\d l|")).containsExactly("long_ones");
  }

  @Test
  void shouldOfferColumnsBehindAPoint() {
    assertThat(complete("select c.| from rivers r join cities as c on c.id = r.id"))
        .containsExactly("\"Order\"", "id", "pop");
    assertThat(complete("select rivers.l| from rivers")).containsExactly("length");
    assertThat(complete("select nothing.| from rivers")).isEmpty();
  }

  @Test
  void shouldOfferKeywordsInTheCaseInWhichTheyWereBegun() {
    assertThat(complete("SEL|")).containsExactly("SELECT");
    assertThat(complete("sel|")).containsExactly("select");
  }

  @Test
  void shouldOfferCommandsAndTheirTables() {
    assertThat(complete("\\d|")).containsExactly("\\d", "\\di", "\\ds", "\\dt", "\\dv");
    assertThat(complete("\\d c|")).containsExactly("cities");
    assertThat(complete("\\i c|")).isEmpty();
  }

  @Test
  void shouldOfferSomethingWhenTheTextCannotBeRead() {
    assertThat(complete("select 'open, | from rivers")).contains("cities", "length", "select");
  }
}
