/**
 * Ashlar: an embedded, transactional row store. Begin with the package {@link io.ashlar}; errors are
 * in {@link io.ashlar.error}.
 */
module io.ashlar {
  requires transitive io.ashlar.codec;
  requires io.ashlar.engine;
  requires io.ashlar.txn;
  requires java.management;
  requires jdk.management;
  requires org.slf4j;

  exports io.ashlar.aggregate;
  exports io.ashlar.expire;
  exports io.ashlar.index;
  exports io.ashlar.lookup;
  exports io.ashlar.page;
  exports io.ashlar.query;
  exports io.ashlar.schema;
  exports io.ashlar.statistics;
  exports io.ashlar.verify;
  exports io.ashlar;

  uses io.ashlar.DatabaseProvider;

  provides io.ashlar.DatabaseProvider with
      io.ashlar.rows.database.EmbeddedProvider;
}
