package io.ashlar.flyway;

import java.sql.Connection;
import java.sql.Types;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.database.base.BaseDatabaseType;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;
import org.flywaydb.core.internal.parser.Parser;
import org.flywaydb.core.internal.parser.ParsingContext;

/** Tells Flyway that it can migrate databases of Ashlar. Flyway finds this by itself. */
public final class AshlarDatabaseType extends BaseDatabaseType {

  private static final String PRODUCT = "Ashlar";

  /** For Flyway, which finds the class by its service file. */
  public AshlarDatabaseType() {}

  @Override
  public String getName() {
    return PRODUCT;
  }

  @Override
  public int getNullType() {
    return Types.NULL;
  }

  @Override
  public boolean handlesJDBCUrl(String url) {
    return url.startsWith("jdbc:ashlar:");
  }

  @Override
  public String getDriverClass(String url, ClassLoader loader) {
    return "io.ashlar.jdbc.AshlarDriver";
  }

  /** Flyway puts the version behind the name. */
  @Override
  public boolean handlesDatabaseProductNameAndVersion(
      String product, String version, Connection connection) {
    return product.startsWith(PRODUCT);
  }

  @Override
  public Database<?> createDatabase(
      Configuration configuration,
      JdbcConnectionFactory connections,
      StatementInterceptor interceptor) {
    return new AshlarMigrated(configuration, connections, interceptor);
  }

  @Override
  public Parser createParser(
      Configuration configuration, ResourceProvider resources, ParsingContext context) {
    return new AshlarParser(configuration, context);
  }
}
