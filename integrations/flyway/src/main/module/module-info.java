/** A plugin of Flyway, which Flyway finds by its service file. */
module io.ashlar.flyway {
  requires transitive flyway.core;
  requires io.ashlar.api;
  requires transitive java.sql;

  exports io.ashlar.flyway;

  provides org.flywaydb.core.extensibility.Plugin with
      io.ashlar.flyway.AshlarDatabaseType;
}
