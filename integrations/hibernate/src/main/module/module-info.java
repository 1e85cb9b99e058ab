/** A dialect of Hibernate, which Hibernate finds by its service file. */
module io.ashlar.hibernate {
  requires io.ashlar.api;
  requires transitive java.sql;
  requires jakarta.persistence;
  requires transitive org.hibernate.orm.core;

  exports io.ashlar.hibernate;

  provides org.hibernate.engine.jdbc.dialect.spi.DialectResolver with
      io.ashlar.hibernate.AshlarDialectResolver;
}
