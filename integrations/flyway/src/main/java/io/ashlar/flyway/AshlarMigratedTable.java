package io.ashlar.flyway;

import java.sql.SQLException;
import org.flywaydb.core.internal.database.base.Table;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;

/** A table of the schema. */
final class AshlarMigratedTable extends Table<AshlarMigrated, AshlarMigratedSchema> {

  AshlarMigratedTable(
      JdbcTemplate template, AshlarMigrated database, AshlarMigratedSchema schema, String name) {
    super(template, database, schema, name);
  }

  @Override
  protected boolean doExists() throws SQLException {
    return exists(null, schema, name);
  }

  @Override
  protected void doLock() throws SQLException {
    jdbcTemplate.execute("SELECT * FROM " + this + " FOR UPDATE");
  }

  @Override
  protected void doDrop() throws SQLException {
    jdbcTemplate.execute("DROP TABLE " + this);
  }
}
