package io.ashlar.hibernate;

import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolver;

/** Finds the dialect of a connection by the name of its product. Hibernate finds this by itself. */
public final class AshlarDialectResolver implements DialectResolver {

  private static final long serialVersionUID = 1;

  private static final String PRODUCT = "Ashlar";

  /** For Hibernate, which finds the class by its service file. */
  public AshlarDialectResolver() {}

  @Override
  public Dialect resolveDialect(DialectResolutionInfo info) {
    return PRODUCT.equals(info.getDatabaseName()) ? new AshlarDialect(info) : null;
  }
}
