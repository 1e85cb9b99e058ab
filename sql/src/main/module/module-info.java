/**
 * SQL over a database: {@link io.ashlar.sql.Sql} gives sessions. Types are in {@link
 * io.ashlar.sql.type}, errors in {@link io.ashlar.sql.error}.
 */
module io.ashlar.sql {
  requires transitive io.ashlar.api;
  requires io.ashlar.codec;
  requires java.management;
  requires jdk.management;

  exports io.ashlar.sql;
  exports io.ashlar.sql.error;
  exports io.ashlar.sql.type;
  exports io.ashlar.sql.text to
      io.ashlar.jdbc;
  exports io.ashlar.sql.catalog to
      io.ashlar.jdbc;
  exports io.ashlar.sql.function to
      io.ashlar.jdbc;
  exports io.ashlar.sql.function.library to
      io.ashlar.jdbc;
  exports io.ashlar.sql.parse to
      io.ashlar.jdbc;
  exports io.ashlar.sql.plan to
      io.ashlar.jdbc;
  exports io.ashlar.sql.syntax to
      io.ashlar.jdbc;
}
