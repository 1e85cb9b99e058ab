/**
 * What applications see of Ashlar. Begin with the package {@link io.ashlar}; errors are in {@link
 * io.ashlar.error}. What stands behind it is found by the service loader.
 */
module io.ashlar.api {
  requires transitive org.agrona;

  exports io.ashlar;
  exports io.ashlar.aggregate;
  exports io.ashlar.error;
  exports io.ashlar.expire;
  exports io.ashlar.index;
  exports io.ashlar.ingest;
  exports io.ashlar.load;
  exports io.ashlar.lookup;
  exports io.ashlar.page;
  exports io.ashlar.query;
  exports io.ashlar.row;
  exports io.ashlar.schema;
  exports io.ashlar.statistics;
  exports io.ashlar.transaction;
  exports io.ashlar.type;
  exports io.ashlar.verify;
  exports io.ashlar.argument to
      io.ashlar,
      io.ashlar.sql,
      io.ashlar.jdbc;

  uses io.ashlar.DatabaseProvider;
  uses io.ashlar.page.ContinuationFormat;
}
