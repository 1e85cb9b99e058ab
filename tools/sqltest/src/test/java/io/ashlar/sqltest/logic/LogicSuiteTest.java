package io.ashlar.sqltest.logic;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.workbench.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Scripts that passed once pass; and a script that does not pass is told from one that does. */
class LogicSuiteTest {

  @TestFactory
  Stream<DynamicTest> shouldPassWhenItHasPassed() throws IOException {
    LogicCorpus corpus = new LogicCorpus();
    LogicSuite suite = new LogicSuite(corpus, new Progress(new PrintWriter(Writer.nullWriter())));
    return passing().stream()
        .map(line -> line.split(" ", 2))
        .map(
            words ->
                DynamicTest.dynamicTest(
                    words[1],
                    () -> {
                      FileOutcome outcome = suite.run(words[1], Integer.parseInt(words[0]));
                      assertThat(outcome.differences()).isEmpty();
                      assertThat(outcome.isWhole()).isTrue();
                      assertThat(outcome.passed()).isPositive();
                    }))
        .onClose(
            () -> {
              try {
                corpus.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private static List<String> passing() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                LogicSuiteTest.class.getResourceAsStream("passing.txt"), StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  @Test
  void shouldFindAllScriptsWhenThePatternIsEmpty() throws IOException {
    try (LogicCorpus corpus = new LogicCorpus()) {
      assertThat(corpus.files(Pattern.compile(""))).hasSize(622);
      assertThat(corpus.files(Pattern.compile("select[1-5]"))).hasSize(5);
    }
  }

  @Test
  void shouldCountEachRecordWhenAScriptIsRun() throws Exception {
    FileOutcome outcome =
        run(
            """
            # Comments and names of dialects stand anywhere.
            hash-threshold 8

            statement ok
            CREATE TABLE t(a INTEGER, b VARCHAR(9), c FLOAT)

            statement ok
            INSERT INTO t VALUES (2, 'x', 0.5), (1, '', NULL)

            statement error
            INSERT INTO t VALUES ('x')

            skipif postgresql
            query I nosort
            SELECT not understood by us
            ----
            9

            onlyif mysql # for another
            statement ok
            CREATE TABLE u(a INTEGER)

            query ITR rowsort
            SELECT a, b, c FROM t
            ----
            1
            (empty)
            NULL
            2
            x
            0.500

            query I nosort same
            SELECT a FROM t
            ORDER BY a
            ----
            2 values hashing to 6ddb4095eb719e2a9f0a3f95677d24e0

            query I valuesort same
            SELECT a FROM t
            ----
            2 values hashing to 6ddb4095eb719e2a9f0a3f95677d24e0
            """);
    assertThat(outcome.differences()).isEmpty();
    assertThat(outcome.passed()).isEqualTo(6);
    assertThat(outcome.otherDialects()).isEqualTo(2);
    assertThat(outcome.isWhole()).isTrue();
  }

  @Test
  void shouldTellWhatDoesNotPassWhenValuesDiffer() throws Exception {
    FileOutcome outcome =
        run(
            """
            statement ok
            CREATE TABLE t(a INTEGER)

            statement ok
            INSERT INTO t VALUES (1), (2)

            query I nosort
            SELECT a FROM t ORDER BY a DESC
            ----
            1
            2

            query I rowsort
            SELECT a FROM t
            ----
            2 values hashing to 00000000000000000000000000000000

            query II rowsort
            SELECT a FROM t
            ----
            1
            2

            query I rowsort x
            SELECT a FROM t
            ----
            1
            2

            query I rowsort x
            SELECT a FROM t WHERE a = 1
            ----
            1

            statement error
            INSERT INTO t VALUES (3)

            statement ok
            CREATE TRIGGER t1 UPDATE ON t BEGIN SELECT 1; END

            halt

            statement ok
            NOT REACHED
            """);
    assertThat(outcome.passed()).isEqualTo(3);
    assertThat(outcome.failed()).isEqualTo(5);
    assertThat(outcome.refused()).isEqualTo(1);
    assertThat(outcome.differences()).hasSize(6);
    assertThat(outcome.differences().get(0))
        .isEqualTo("script:7: found [2, 1], expected [1, 2] | SELECT a FROM t ORDER BY a DESC");
    assertThat(outcome.isWhole()).isFalse();
  }

  @Test
  void shouldCountForOtherDialectsWhatPostgresqlRefusesToo() throws Exception {
    FileOutcome outcome =
        run(
            """
            statement ok
            CREATE TABLE t1(x INTEGER)

            statement ok
            CREATE VIEW v1 AS SELECT x FROM t1

            statement ok
            CREATE VIEW v2 AS SELECT x FROM v1

            query I nosort
            SELECT 'hello' IN (SELECT * FROM t1)
            ----
            0

            query I nosort
            SELECT x'303132' NOT IN (SELECT * FROM t1)
            ----
            1

            statement ok
            DROP VIEW v1

            statement ok
            DROP VIEW v2

            statement ok
            DROP VIEW v1

            statement ok
            DROP VIEW v1

            query I nosort
            SELECT 'hello' = x FROM t1
            ----
            """);
    assertThat(outcome.passed()).isEqualTo(5);
    assertThat(outcome.otherDialects()).isEqualTo(3);
    // That there is no such view, and what another statement does wrong, is not passed over.
    assertThat(outcome.refused()).isEqualTo(1);
    assertThat(outcome.failed()).isEqualTo(1);
  }

  @Test
  void shouldAskOneInSomeWhenAPartIsAskedFor() throws Exception {
    String query = "query I nosort\nSELECT 1\n----\n1\n\n";
    FileOutcome outcome =
        new LogicFile("script", 10).run(new BufferedReader(new StringReader(query.repeat(25))));
    assertThat(outcome.passed()).isEqualTo(3);
    assertThat(outcome.leftOut()).isEqualTo(22);
  }

  private static FileOutcome run(String script) throws IOException, SQLException {
    return new LogicFile("script", 1).run(new BufferedReader(new StringReader(script)));
  }
}
