package io.ashlar.rows.database;

import io.ashlar.VerifyReport;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.memory.Acquisition;
import io.ashlar.mvcc.Freshness;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.table.DatabaseContext;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.cursor.TransactionCursor;
import java.util.ArrayList;
import java.util.List;

/**
 * The integrity check: at one view, by the catalog of that view, every row decodes and has its
 * entry in every index, every entry decodes and has its row, and no keyspace holds anything that
 * the catalog does not know. Runs beside transactions. One run for each object.
 */
final class Verifier implements AutoCloseable {

  private static final int MAX_PROBLEMS = 1_000;

  private final StoreTransaction reader;
  private final CatalogStore catalog;
  private final CatalogVerifier catalogVerifier;
  private final RowVerifier rowVerifier;
  private final List<String> problems = new ArrayList<>();

  Verifier(DatabaseContext context) {
    try (Acquisition all = new Acquisition()) {
      this.reader = all.add(context.transactions().newTransaction(), StoreTransaction::close);
      this.catalog = all.add(new CatalogStore(context.pool()), CatalogStore::close);
      this.catalogVerifier = new CatalogVerifier(reader, catalog, this::problem);
      this.rowVerifier =
          new RowVerifier(reader, context.pool(), context.statements().judge(), this::problem);
      all.keep();
    }
  }

  VerifyReport run() {
    reader.beginRead(Freshness.ACKNOWLEDGED);
    List<TableDefinition> tables = catalogVerifier.check();
    rowVerifier.builds(catalogVerifier.builds());
    rowVerifier.partitions(catalogVerifier.partitions());
    for (TableDefinition table : tables) {
      rowVerifier.verify(table, catalogVerifier.partitions());
    }
    return new VerifyReport(tables.size(), rowVerifier.rows(), rowVerifier.entries(), problems);
  }

  /** Puts a cursor on a keyspace; true when it stands on the first key. */
  static boolean openKeyspace(TransactionCursor cursor, int keyspaceId) {
    KeyEncoder lower = new KeyEncoder().reset(keyspaceId);
    KeyEncoder upper = new KeyEncoder().reset(keyspaceId + 1);
    cursor.open(lower.buffer(), 0, lower.length(), upper.buffer(), 0, upper.length());
    return cursor.first();
  }

  private void problem(Finding finding) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(finding.problem().getMessage());
    }
  }

  @Override
  public void close() {
    rowVerifier.close();
    catalog.close();
    reader.close();
  }
}
