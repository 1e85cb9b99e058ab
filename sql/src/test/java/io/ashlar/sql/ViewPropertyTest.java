package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.schema.ViewSchema;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever definitions come and go, every view that there is can be read, has the columns that it
 * was made with, and is there again when the database is opened.
 */
class ViewPropertyTest {

  private static final int STEPS = 400;
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");
  private static final List<String> COLUMNS = List.of("p", "q", "r", "s");

  /** What a step may be refused with; nothing else. */
  private static final Set<String> REFUSED =
      Set.of(
          SqlState.UNDEFINED_TABLE,
          SqlState.UNDEFINED_COLUMN,
          SqlState.UNDEFINED_TYPE,
          SqlState.DUPLICATE_TABLE,
          SqlState.DUPLICATE_COLUMN,
          SqlState.DEPENDENT_OBJECTS,
          SqlState.WRONG_OBJECT_TYPE,
          SqlState.INVALID_TABLE_DEFINITION,
          SqlState.DUPLICATE_ALIAS,
          SqlState.AMBIGUOUS_COLUMN);

  @TempDir Path directory;

  private Random random;
  private final Map<String, Integer> outcomes = new HashMap<>();

  private String any(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private String query() {
    String table = any(NAMES);
    return switch (random.nextInt(6)) {
      case 0 -> "SELECT * FROM " + table;
      case 1 -> "SELECT " + any(COLUMNS) + ", " + any(COLUMNS) + " FROM " + table;
      case 2 -> "SELECT x.*, y.id AS other FROM " + table + " x, " + any(NAMES) + " y";
      case 3 -> "SELECT id FROM " + table + " WHERE " + any(COLUMNS) + " > 0";
      case 4 ->
          "SELECT id, (SELECT count(*) FROM "
              + any(NAMES)
              + " n WHERE n.id = t.id) AS n FROM "
              + table
              + " t";
      default -> "SELECT id, count(*) AS " + any(COLUMNS) + " FROM " + table + " GROUP BY id";
    };
  }

  private String step() {
    String name = any(NAMES);
    String end = List.of("", " CASCADE", " RESTRICT").get(random.nextInt(3));
    return switch (random.nextInt(12)) {
      case 0, 1 ->
          "CREATE TABLE " + name + " (id BIGINT PRIMARY KEY, p BIGINT, q BIGINT, r BIGINT)";
      case 2, 3, 4 -> "CREATE VIEW " + name + " AS " + query();
      case 5 -> "CREATE OR REPLACE VIEW " + name + " AS " + query();
      case 6 -> "DROP VIEW " + name + end;
      case 7 -> random.nextInt(3) > 0 ? "DROP VIEW " + name : "DROP TABLE " + name + end;
      case 8 -> "ALTER TABLE " + name + " ADD COLUMN " + any(COLUMNS) + " BIGINT";
      case 9 -> "ALTER TABLE " + name + " DROP COLUMN " + any(COLUMNS) + end;
      case 10 -> "ALTER TABLE " + name + " RENAME COLUMN " + any(COLUMNS) + " TO " + any(COLUMNS);
      default ->
          (random.nextBoolean() ? "ALTER VIEW " : "ALTER TABLE ")
              + name
              + " RENAME TO "
              + any(NAMES);
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20261130})
  void shouldReadAllViewsWhateverCameAndWent(long seed) {
    random = new Random(seed);
    for (int run = 0; run < 4; run++) {
      try (Database database = Database.open(directory);
          SqlSession session = Sql.session(database)) {
        readAll(session, database, "seed " + seed + ", opened");
        for (int i = 0; i < STEPS / 4; i++) {
          String statement = step();
          String what = "seed " + seed + ", run " + run + ", step " + i + ": " + statement;
          execute(session, statement, what);
          readAll(session, database, what);
        }
        assertThat(database.maintenance().verify().problems()).as("seed %d", seed).isEmpty();
      }
    }
    assertThat(outcomes).containsKeys("done", SqlState.DEPENDENT_OBJECTS);
    assertThat(outcomes.get("done")).isGreaterThan(STEPS / 10);
  }

  private void execute(SqlSession session, String statement, String what) {
    String outcome = "done";
    try {
      assertThat(session.execute(statement)).as(what).isZero();
    } catch (SqlException refused) {
      assertThat(REFUSED).as("%s: %s", what, refused.getMessage()).contains(refused.sqlState());
      outcome = refused.sqlState();
    }
    outcomes.merge(outcome, 1, Integer::sum);
  }

  private static void readAll(SqlSession session, Database database, String what) {
    for (String name : database.schema().views()) {
      Optional<ViewSchema> view = database.schema().findView(name);
      try (SqlStatement statement = session.prepare("SELECT * FROM " + name);
          SqlResult result = statement.query()) {
        assertThat(result.columns())
            .as(what)
            .extracting(SqlColumn::name)
            .isEqualTo(view.orElseThrow().columns());
        assertThat(result.next()).as(what).isFalse();
      } catch (SqlException refused) {
        throw new AssertionError(what + ": view " + name + " cannot be read", refused);
      }
    }
  }
}
