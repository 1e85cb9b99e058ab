package io.ashlar.flyway;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.database.base.Schema;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;

/** The one schema that there is, or one that there is not. */
final class AshlarMigratedSchema extends Schema<AshlarMigrated, AshlarMigratedTable> {

  private final AshlarMigrationConnection connection;

  AshlarMigratedSchema(
      JdbcTemplate template,
      AshlarMigrated database,
      AshlarMigrationConnection connection,
      String name) {
    super(template, database, name);
    this.connection = connection;
  }

  private Connection jdbc() {
    return connection.getJdbcConnection();
  }

  @Override
  protected boolean doExists() throws SQLException {
    return jdbc().getSchema().equalsIgnoreCase(name);
  }

  @Override
  protected boolean doEmpty() throws SQLException {
    return named("TABLE").isEmpty()
        && named("VIEW").isEmpty()
        && connection.behind().schema().sequences().isEmpty();
  }

  @Override
  protected void doCreate() throws SQLException {
    throw new FlywayException("There is one schema, " + jdbc().getSchema() + ", and no other.");
  }

  @Override
  protected void doDrop() throws SQLException {
    throw new FlywayException("The schema " + name + " cannot be dropped; clean empties it.");
  }

  /** Views go before their tables, foreign keys before those, and sequences after them. */
  @Override
  protected void doClean() throws SQLException {
    for (String view : named("VIEW")) {
      jdbcTemplate.execute("DROP VIEW IF EXISTS " + database.quote(name, view));
    }
    for (String table : named("TABLE")) {
      for (String key : foreignKeys(table)) {
        jdbcTemplate.execute(
            "ALTER TABLE "
                + database.quote(name, table)
                + " DROP CONSTRAINT "
                + database.quote(key));
      }
    }
    for (AshlarMigratedTable table : doAllTables()) {
      table.drop();
    }
    for (String sequence : connection.behind().schema().sequences()) {
      jdbcTemplate.execute("DROP SEQUENCE " + database.quote(name, sequence));
    }
  }

  private Set<String> foreignKeys(String table) throws SQLException {
    Set<String> keys = new TreeSet<>();
    try (ResultSet rows = jdbc().getMetaData().getImportedKeys(null, null, table)) {
      while (rows.next()) {
        keys.add(rows.getString("FK_NAME"));
      }
    }
    return keys;
  }

  /** The names of the tables, or of the views. */
  private Set<String> named(String kind) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (ResultSet rows = jdbc().getMetaData().getTables(null, null, null, new String[] {kind})) {
      while (rows.next()) {
        if (name.equalsIgnoreCase(rows.getString("TABLE_SCHEM"))) {
          names.add(rows.getString("TABLE_NAME"));
        }
      }
    }
    return names;
  }

  @Override
  protected AshlarMigratedTable[] doAllTables() throws SQLException {
    return named("TABLE").stream().map(this::getTable).toArray(AshlarMigratedTable[]::new);
  }

  @Override
  public AshlarMigratedTable getTable(String tableName) {
    return new AshlarMigratedTable(jdbcTemplate, database, this, tableName);
  }
}
