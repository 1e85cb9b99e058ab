/**
 * Ashlar: an embedded, transactional row store. What applications use is in {@code io.ashlar.api},
 * which this module brings along; it exports nothing itself.
 */
module io.ashlar {
  requires transitive io.ashlar.api;
  requires io.ashlar.txn;
  requires java.management;
  requires jdk.management;
  requires org.slf4j;

  provides io.ashlar.DatabaseProvider with
      io.ashlar.rows.database.EmbeddedProvider;
  provides io.ashlar.page.ContinuationFormat with
      io.ashlar.rows.resume.PositionFormat;
}
