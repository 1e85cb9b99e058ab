/**
 * The JDBC driver. Programs name its driver and its data source; all else is of {@code java.sql}.
 */
module io.ashlar.jdbc {
  requires transitive io.ashlar.api;
  requires io.ashlar.sql;
  requires transitive java.logging;
  requires transitive java.sql;

  exports io.ashlar.jdbc;

  provides java.sql.Driver with
      io.ashlar.jdbc.AshlarDriver;
}
