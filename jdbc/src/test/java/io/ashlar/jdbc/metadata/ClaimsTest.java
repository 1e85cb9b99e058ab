package io.ashlar.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the metadata claims of SQL. */
class ClaimsTest {

  private Connection connection;
  private DatabaseMetaData metadata;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:ashlar:mem:");
    metadata = connection.getMetaData();
    run("create table people (id bigint primary key, name varchar(40) not null, age integer)");
    run("create table a_b (x integer, y integer, primary key (y, x))");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private void run(String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.execute(text)).isFalse();
    }
  }

  /** What can be shown by one statement: it is claimed where it is carried out, and only there. */
  @Test
  void shouldClaimWhatIsCarriedOut() throws ReflectiveOperationException, SQLException {
    run("create table spare (x integer primary key, y integer)");
    Map<String, String> claims =
        Map.ofEntries(
            Map.entry("supportsColumnAliasing", "select age as years from people"),
            Map.entry("supportsTableCorrelationNames", "select p.age from people p"),
            Map.entry("supportsExpressionsInOrderBy", "select age from people order by age + 1"),
            Map.entry("supportsOrderByUnrelated", "select age from people order by name"),
            Map.entry("supportsGroupBy", "select age, count(*) from people group by age"),
            Map.entry("supportsGroupByUnrelated", "select count(*) from people group by age"),
            Map.entry(
                "supportsGroupByBeyondSelect", "select count(*) from people group by age, name"),
            Map.entry(
                "supportsLikeEscapeClause",
                "select 1 from people where name like 'a!%' escape '!'"),
            Map.entry(
                "supportsOuterJoins", "select 1 from people p left join a_b b on p.age = b.x"),
            Map.entry(
                "supportsLimitedOuterJoins",
                "select 1 from people p left join a_b b on p.age = b.x"),
            Map.entry(
                "supportsFullOuterJoins", "select 1 from people p full join a_b b on p.age = b.x"),
            Map.entry("supportsSelectForUpdate", "select age from people where id = 1 for update"),
            Map.entry(
                "supportsSubqueriesInExists",
                "select 1 from people where exists (select 1 from a_b)"),
            Map.entry(
                "supportsSubqueriesInIns", "select 1 from people where age in (select x from a_b)"),
            Map.entry(
                "supportsSubqueriesInComparisons",
                "select 1 from people where age = (select max(x) from a_b)"),
            Map.entry(
                "supportsCorrelatedSubqueries",
                "select 1 from people p where exists (select 1 from a_b b where b.x = p.age)"),
            Map.entry("supportsUnion", "select x from a_b union select age from people"),
            Map.entry("supportsUnionAll", "select x from a_b union all select age from people"),
            Map.entry(
                "supportsSubqueriesInQuantifieds",
                "select 1 from people where age > all (select x from a_b)"),
            Map.entry(
                "supportsIntegrityEnhancementFacility",
                "create table d (x bigint primary key references people check (x > 0))"),
            Map.entry("supportsStoredProcedures", "call nothing()"),
            Map.entry("supportsAlterTableWithAddColumn", "alter table a_b add column z integer"),
            Map.entry("supportsAlterTableWithDropColumn", "alter table spare drop column y"),
            Map.entry("supportsSchemasInDataManipulation", "select 1 from public.people"),
            Map.entry(
                "supportsSchemasInTableDefinitions",
                "create table public.c (x integer primary key)"));
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, String> claim : claims.entrySet()) {
      boolean claimed = (boolean) DatabaseMetaData.class.getMethod(claim.getKey()).invoke(metadata);
      if (claimed != isCarriedOut(claim.getValue())) {
        wrong.add(claim.getKey() + " is told as " + claimed);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private boolean isCarriedOut(String text) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
      return true;
    } catch (SQLException e) {
      return false;
    }
  }
}
