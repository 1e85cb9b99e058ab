package io.ashlar.liquibase;

import io.ashlar.Database;
import java.sql.SQLException;
import liquibase.database.AbstractJdbcDatabase;
import liquibase.database.DatabaseConnection;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.structure.DatabaseObject;
import liquibase.structure.core.UniqueConstraint;

/**
 * What Liquibase has to know of Ashlar: one schema, identity columns and sequences, statements of
 * definition that commit, and no tablespaces. Liquibase finds this by itself.
 */
public class AshlarLiquibaseDatabase extends AbstractJdbcDatabase {

  private static final String PRODUCT = "Ashlar";
  private static final String SCHEMA = "public";

  /** For Liquibase, which finds the class by its service file. */
  @SuppressWarnings("this-escape") // the setter of Liquibase keeps a text
  public AshlarLiquibaseDatabase() {
    setCurrentDateTimeFunction("CURRENT_TIMESTAMP");
  }

  @Override
  public boolean isCorrectDatabaseImplementation(DatabaseConnection connection)
      throws DatabaseException {
    return PRODUCT.equals(connection.getDatabaseProductName());
  }

  @Override
  public String getDefaultDriver(String url) {
    return url.startsWith("jdbc:ashlar:") ? "io.ashlar.jdbc.AshlarDriver" : null;
  }

  @Override
  public String getShortName() {
    return "ashlar";
  }

  @Override
  protected String getDefaultDatabaseProductName() {
    return PRODUCT;
  }

  @Override
  public int getPriority() {
    return PRIORITY_DATABASE;
  }

  @Override
  public Integer getDefaultPort() {
    return null;
  }

  @Override
  protected String getConnectionSchemaName() {
    return SCHEMA;
  }

  @Override
  public boolean supportsCatalogs() {
    return false;
  }

  @Override
  public boolean supportsInitiallyDeferrableColumns() {
    return false;
  }

  @Override
  public boolean supportsTablespaces() {
    return false;
  }

  /** Unique constraints are told as unique indexes, which is what they are. */
  @Override
  public boolean supports(Class<? extends DatabaseObject> kind) {
    return !UniqueConstraint.class.isAssignableFrom(kind) && super.supports(kind);
  }

  @Override
  public boolean supportsSequences() {
    return true;
  }

  @Override
  public boolean supportsDDLInTransaction() {
    return false;
  }

  @Override
  public boolean supportsDropTableCascadeConstraints() {
    return false;
  }

  /** The database behind the connection, whose sequences no metadata of JDBC tells. */
  Database behind() throws DatabaseException {
    try {
      return ((JdbcConnection) getConnection()).getUnderlyingConnection().unwrap(Database.class);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }
}
