package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random queries give the rows that SQLite gives, and those that H2 gives where it knows what they
 * say: it has no full joins. Some tables are large enough, or without the indexes, that other ways
 * of joining are chosen. Rows are compared as they come where they are ordered, else sorted.
 */
class QueryDifferenceTest {

  private static final int QUERIES = 400;

  private static final String[] TABLES = {"p", "q", "r", "s"};

  private final Database database = Database.inMemory();
  private final SqlSession ours = Sql.session(database);
  private Connection h2;
  private Connection sqlite;

  @BeforeEach
  void fill() throws SQLException {
    h2 = DriverManager.getConnection("jdbc:h2:mem:");
    sqlite = DriverManager.getConnection("jdbc:sqlite::memory:");
    everywhere("create table p (id integer primary key, k integer, n numeric(8,2), t varchar(9))");
    everywhere("create index p_k on p (k)");
    everywhere("create table q (id integer primary key, k integer, n numeric(8,2), t varchar(9))");
    everywhere("create table r (id integer, k integer, m bigint, t varchar(9))");
    everywhere("create table s (k integer primary key, u varchar(9))");
    Random random = new Random(11);
    int[] sizes = {14, 10, 7, 4};
    for (int table = 0; table < TABLES.length; table++) {
      for (int row = 0; row < sizes[table]; row++) {
        everywhere("insert into " + TABLES[table] + " values (" + row(random, table, row) + ")");
      }
    }
  }

  private static String row(Random random, int table, int row) {
    String text = random.nextInt(6) == 0 ? "null" : "'" + "abc".charAt(random.nextInt(3)) + "'";
    if (table == 3) {
      return row + ", " + text;
    }
    String k = random.nextInt(5) == 0 ? "null" : "" + random.nextInt(8);
    String number = random.nextInt(5) == 0 ? "null" : random.nextInt(6) + (table == 2 ? "" : ".50");
    if (table != 2 && random.nextBoolean()) {
      number = "" + random.nextInt(6);
    }
    return row + ", " + k + ", " + number + ", " + text;
  }

  private void everywhere(String text) throws SQLException {
    ours.execute(text);
    for (Connection peer : List.of(h2, sqlite)) {
      try (Statement statement = peer.createStatement()) {
        statement.execute(text);
      }
    }
  }

  @AfterEach
  void close() throws SQLException {
    h2.close();
    sqlite.close();
    ours.close();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20261130})
  void shouldGiveWhatPeersGiveWhenQueriesAreRandom(long seed) throws SQLException {
    RandomQueries queries = new RandomQueries(new Random(seed));
    int rows = 0;
    int beside = 0;
    for (int i = 0; i < QUERIES; i++) {
      String query = queries.next();
      List<String> given = ours(query, queries.isOrdered());
      String told = "seed " + seed + ", query " + i + ": " + query;
      same("SQLite, " + told, given, theirs(sqlite, query, queries.isOrdered()));
      if (queries.isForAll()) {
        beside++;
        same("H2, " + told, given, theirs(h2, query, queries.isOrdered()));
      }
      rows += given.size();
    }
    assertThat(rows).isGreaterThan(QUERIES * 5);
    assertThat(beside).isGreaterThan(QUERIES / 3);
  }

  /** Says where rows begin to differ, since there may be many. */
  private static void same(String told, List<String> given, List<String> expected) {
    int first = 0;
    while (first < Math.min(given.size(), expected.size())
        && given.get(first).equals(expected.get(first))) {
      first++;
    }
    assertThat(given.subList(first, Math.min(first + 3, given.size())))
        .as("%s: %d rows, not %d, from row %d on", told, given.size(), expected.size(), first)
        .isEqualTo(expected.subList(first, Math.min(first + 3, expected.size())));
  }

  private List<String> ours(String query, boolean ordered) {
    List<String> rows = new ArrayList<>();
    try (SqlStatement statement = ours.prepare(query);
        SqlResult result = statement.query()) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < result.columns().size(); i++) {
          row.add(plain(result.getString(i)));
        }
        rows.add(String.join("|", row));
      }
    } catch (RuntimeException e) {
      throw new AssertionError(query, e);
    }
    return ordered ? rows : rows.stream().sorted().toList();
  }

  private static List<String> theirs(Connection peer, String query, boolean ordered)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = peer.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(plain(result.getString(i)));
        }
        rows.add(String.join("|", row));
      }
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
    return ordered ? rows : rows.stream().sorted().toList();
  }

  /** Numbers are compared by value. */
  private static String plain(String value) {
    if (value == null) {
      return "~";
    }
    try {
      return new BigDecimal(value).stripTrailingZeros().toPlainString();
    } catch (NumberFormatException text) {
      return value;
    }
  }
}
