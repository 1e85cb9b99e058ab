package io.ashlar.flyway;

import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.database.base.Table;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;

/** A database that is migrated. Statements that define tables commit, each for itself. */
final class AshlarMigrated extends Database<AshlarMigrationConnection> {

  AshlarMigrated(
      Configuration configuration,
      JdbcConnectionFactory connections,
      StatementInterceptor interceptor) {
    super(configuration, connections, interceptor);
  }

  @Override
  protected AshlarMigrationConnection doGetConnection(java.sql.Connection connection) {
    return new AshlarMigrationConnection(this, connection);
  }

  @Override
  public void ensureSupported(Configuration configuration) {
    // Every version that has the driver is.
  }

  @Override
  public boolean supportsDdlTransactions() {
    return false;
  }

  @Override
  public String getBooleanTrue() {
    return "true";
  }

  @Override
  public String getBooleanFalse() {
    return "false";
  }

  @Override
  public boolean catalogIsSchema() {
    return false;
  }

  @Override
  @SuppressWarnings("rawtypes") // as Flyway declares it
  public String getRawCreateScript(Table table, boolean baseline) {
    String name = table.getName();
    return """
        CREATE TABLE %s (
          "installed_rank" INTEGER NOT NULL PRIMARY KEY,
          "version" VARCHAR(50),
          "description" VARCHAR(200) NOT NULL,
          "type" VARCHAR(20) NOT NULL,
          "script" VARCHAR(1000) NOT NULL,
          "checksum" INTEGER,
          "installed_by" VARCHAR(100) NOT NULL,
          "installed_on" TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL,
          "execution_time" INTEGER NOT NULL,
          "success" BOOLEAN NOT NULL);
        CREATE INDEX %s ON %s ("success");
        %s
        """
        .formatted(
            table,
            quote(name + "_s_idx"),
            table,
            baseline ? getBaselineStatement(table) + ";" : "");
  }
}
