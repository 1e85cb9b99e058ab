package io.ashlar.rows.database;

import io.ashlar.VerifyReport;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.error.AshlarException;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.mvcc.Freshness;
import io.ashlar.mvcc.VersionedStore;
import io.ashlar.rows.analyze.LiveStatistics;
import io.ashlar.rows.analyze.StatisticsFormat;
import io.ashlar.rows.catalog.CatalogIds;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.PendingReclaim;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.table.DatabaseContext;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.TransactionCursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The integrity check: at one view, by the catalog of that view, every row decodes and has its
 * entry in every index, every entry decodes and has its row, and no keyspace holds anything that
 * the catalog does not know. Runs beside transactions. One run for each object.
 */
final class Verifier implements AutoCloseable {

  private static final int MAX_PROBLEMS = 1_000;

  private final StoreTransaction reader;
  private final CatalogStore catalog;
  private final RowVerifier rowVerifier;
  private final List<String> problems = new ArrayList<>();

  Verifier(DatabaseContext context) {
    this.reader = context.transactions().newTransaction();
    this.catalog = new CatalogStore(context.pool());
    this.rowVerifier = new RowVerifier(reader, context.pool(), this::problem);
  }

  VerifyReport run() {
    reader.beginRead(Freshness.ACKNOWLEDGED);
    List<TableDefinition> tables = List.of();
    try {
      tables = catalog.tables(reader);
      CatalogIds ids = catalog.ids(reader);
      for (TableDefinition table : tables) {
        CatalogCheck.require(table, ids);
      }
      findOrphans(tables, ids);
      checkStatistics();
    } catch (CorruptionException e) {
      problem(e);
    }
    for (TableDefinition table : tables) {
      rowVerifier.verify(table);
    }
    return new VerifyReport(tables.size(), rowVerifier.rows(), rowVerifier.entries(), problems);
  }

  /** Looks into every keyspace id that was given out and that nothing refers to. */
  private void findOrphans(List<TableDefinition> tables, CatalogIds ids) {
    Set<Integer> known = new HashSet<>();
    for (TableDefinition table : tables) {
      claim(known, table.keyspaceId(), table);
      for (IndexDefinition index : table.indexes()) {
        claim(known, index.keyspaceId(), table);
      }
    }
    for (PendingReclaim reclaim : catalog.reclaims(reader)) {
      known.add(reclaim.keyspaceId());
    }
    try (TransactionCursor cursor = reader.newCursor()) {
      for (int id = VersionedStore.FIRST_FREE_KEYSPACE; id < ids.nextKeyspaceId(); id++) {
        if (!known.contains(id) && openKeyspace(cursor, id)) {
          problem(
              new CorruptionException(
                  "A keyspace that belongs to nothing holds keys.", "keyspaceId", id));
        }
      }
    }
  }

  private void checkStatistics() {
    catalog
        .statistics(reader, this::problem)
        .forEach(
            (table, payload) -> {
              try {
                StatisticsFormat.decode(table, payload, new LiveStatistics());
              } catch (CorruptionException e) {
                problem(e);
              }
            });
  }

  private void claim(Set<Integer> known, int keyspaceId, TableDefinition table) {
    if (!known.add(keyspaceId)) {
      problem(
          new CorruptionException(
              "A keyspace belongs to more than one thing.",
              "table",
              table.name(),
              "keyspaceId",
              keyspaceId));
    }
  }

  /** Puts a cursor on a keyspace; true when it stands on the first key. */
  static boolean openKeyspace(TransactionCursor cursor, int keyspaceId) {
    KeyEncoder lower = new KeyEncoder().reset(keyspaceId);
    KeyEncoder upper = new KeyEncoder().reset(keyspaceId + 1);
    cursor.open(lower.buffer(), 0, lower.length(), upper.buffer(), 0, upper.length());
    return cursor.first();
  }

  private void problem(AshlarException problem) {
    boolean finding =
        problem instanceof CorruptionException || problem instanceof IllegalUseException;
    if (!finding) {
      throw problem;
    }
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(problem.getMessage());
    }
  }

  @Override
  public void close() {
    rowVerifier.close();
    catalog.close();
    reader.close();
  }
}
