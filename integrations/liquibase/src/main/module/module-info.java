/** A database of Liquibase, which Liquibase finds by its service file. */
module io.ashlar.liquibase {
  requires io.ashlar.api;
  requires transitive java.sql;
  requires transitive liquibase.core;

  exports io.ashlar.liquibase;

  provides liquibase.database.Database with
      io.ashlar.liquibase.AshlarLiquibaseDatabase;
  provides liquibase.snapshot.SnapshotGenerator with
      io.ashlar.liquibase.AshlarSequences;
}
