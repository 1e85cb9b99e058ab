package io.ashlar.rows.verify;

import io.ashlar.codec.memory.Acquisition;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.entry.RowJudge;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.TableState;
import io.ashlar.store.Freshness;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.verify.VerifyOptions;
import io.ashlar.verify.VerifyResult;
import java.util.List;
import java.util.Optional;

/**
 * The integrity check: at one view, by the catalog of that view, every row decodes and has its
 * entry in every index, every entry decodes and has its row, and no keyspace holds anything that
 * the catalog does not know. Runs beside transactions. One run for each object.
 */
public final class Verifier implements AutoCloseable {

  private final DatabaseContext context;
  private final StoreTransaction reader;
  private final CatalogStore catalog;
  private final CatalogVerifier catalogVerifier;
  private final RowVerifier rowVerifier;
  private final Findings findings = new Findings(VerifyOptions.defaults().maxProblems());

  /**
   * Borrows what it needs until {@link #close}.
   *
   * @param context the database
   */
  public Verifier(DatabaseContext context) {
    this.context = context;
    try (Acquisition all = new Acquisition()) {
      this.reader = all.add(context.transactions().newTransaction(), StoreTransaction::close);
      this.catalog = all.add(new CatalogStore(context.pool()), CatalogStore::close);
      this.catalogVerifier = new CatalogVerifier(reader, catalog, this::found);
      this.rowVerifier = new RowVerifier(reader, context.pool(), new RowJudge(), this::found);
      all.keep();
    }
  }

  /**
   * Checks the whole database.
   *
   * @return what was found
   */
  public VerifyResult run() {
    reader.beginRead(Freshness.ACKNOWLEDGED);
    List<TableDefinition> tables = catalogVerifier.check();
    rowVerifier.builds(catalogVerifier.builds());
    rowVerifier.partitions(catalogVerifier.partitions());
    useForeignKeys(tables);
    for (TableDefinition table : tables) {
      rowVerifier.verify(table, catalogVerifier.partitions());
    }
    return findings.result(tables.size(), rowVerifier, Optional.empty());
  }

  private void useForeignKeys(List<TableDefinition> tables) {
    rowVerifier
        .references()
        .use(
            catalogVerifier.foreignKeys(),
            tables,
            catalogVerifier.partitions(),
            context.expiryClock().micros());
  }

  /**
   * Compares rows and entries of one index, at one view.
   *
   * @param context the database
   * @param handle the table
   * @param indexId the index
   * @throws io.ashlar.error.CorruptionException when they differ
   */
  public static void requireSound(DatabaseContext context, TableState handle, int indexId) {
    try (StoreTransaction reader = context.transactions().newTransaction()) {
      reader.beginRead(Freshness.WRITTEN);
      TableDefinition table = handle.definitionAt(reader.readTimestamp());
      try (RowVerifier verifier =
          new RowVerifier(
              reader,
              context.pool(),
              new RowJudge(),
              finding -> {
                if (finding.index() != null && finding.index().id() == indexId) {
                  throw finding.problem();
                }
              })) {
        try (CatalogStore catalog = new CatalogStore(context.pool())) {
          verifier.verify(table, catalog.partitions(reader));
        }
      }
    }
  }

  private void found(Finding finding) {
    findings.add(finding, false);
  }

  @Override
  public void close() {
    rowVerifier.close();
    catalog.close();
    reader.close();
  }
}
