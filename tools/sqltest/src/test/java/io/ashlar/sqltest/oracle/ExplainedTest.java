package io.ashlar.sqltest.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.query.Feature;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said to differ from a peer does, and the peer is not asked about it. */
class ExplainedTest {

  @ParameterizedTest
  @EnumSource(Explained.class)
  void shouldDifferAsIsSaidWhenTheExampleIsRun(Explained each) throws SQLException {
    assertThat(ask(Engine.ASHLAR, each.ourText())).isEqualTo(each.ours());
    String theirs = ask(each.peer(), each.theirText());
    if (each.theirs().equals("failed")) {
      assertThat(theirs).matches("failed.*|[0-9A-Z]{5}");
    } else {
      assertThat(theirs).isEqualTo(each.theirs()).isNotEqualTo(each.ours());
    }
    assertThat(each.reason()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource(Explained.class)
  void shouldNotAskThePeerWhenTheFeatureIsThere(Explained each) {
    assertThat(Explained.judges(each.peer(), EnumSet.of(each.feature()))).isFalse();
    assertThat(Explained.judges(each.peer(), EnumSet.noneOf(Feature.class))).isTrue();
    assertThat(Explained.judges(Engine.ASHLAR, EnumSet.allOf(Feature.class))).isTrue();
  }

  private static String ask(Engine engine, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(engine.url());
        Statement statement = connection.createStatement()) {
      if (engine == Engine.SQLITE) {
        statement.execute("pragma case_sensitive_like = on");
      }
      String[] all = sql.split("; ", -1);
      try {
        for (int i = 0; i + 1 < all.length; i++) {
          statement.execute(all[i]);
        }
        try (ResultSet result = statement.executeQuery(all[all.length - 1])) {
          assertThat(result.next()).isTrue();
          Object value = result.getObject(1);
          return value == null ? "null" : value.toString();
        }
      } catch (SQLException e) {
        return e.getSQLState() == null ? "failed" : e.getSQLState();
      }
    }
  }
}
