package io.ashlar.rows.load;

import io.ashlar.load.Duplicates;
import io.ashlar.load.LoadOptions;
import io.ashlar.load.LoadReport;
import io.ashlar.load.RowSource;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.ddl.LoadChanges;
import io.ashlar.rows.ddl.TableParts;
import io.ashlar.rows.ingest.Writers;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.write.Mutators;

/** Loads rows, in the best way that the table allows. Shared by all threads. */
public final class Loads {

  private final LoadChanges changes;
  private final Writers writers;

  /**
   * Made by the database, once.
   *
   * @param changes gives rows in files to their tables
   * @param writers write what cannot go by files
   */
  public Loads(LoadChanges changes, Writers writers) {
    this.changes = changes;
    this.writers = writers;
  }

  /**
   * Loads rows.
   *
   * @param mutators change the table
   * @param rows gives the rows
   * @param options how
   * @return what was done
   */
  public LoadReport load(Mutators mutators, RowSource rows, LoadOptions options) {
    TableState table = mutators.table();
    table.ensureUsable();
    table.context().ensureWritable();
    LoadMonitor monitor = new LoadMonitor(table, options);
    monitor.tell();
    TableDefinition definition = table.definition();
    String against = againstFiles(table, definition, options);
    if (!against.isEmpty()) {
      return new CommitLoad(table, options, monitor).run(writers, mutators, rows, against);
    }
    try (FileLoad load = new FileLoad(table, definition, changes, options, monitor)) {
      LoadReport report = load.run(rows);
      table.context().counters().of(table.definition().keyspaceId()).wrote(report.rows(), 0, 0);
      return report;
    }
  }

  /** Why rows cannot come by files; empty when they can. */
  private String againstFiles(TableState table, TableDefinition definition, LoadOptions options) {
    if (!table.context().store().capabilities().ingest()) {
      return "The store is in memory.";
    }
    if (!table.historyRetention().isZero()) {
      return "The table keeps history.";
    }
    if (!table.foreignKeys().isEmpty()) {
      return "The table has foreign keys.";
    }
    if (definition.maintained().size() > definition.indexes().size()) {
      return "An index is being built.";
    }
    boolean unique = definition.indexes().stream().anyMatch(IndexDefinition::unique);
    if (unique && options.duplicates() != Duplicates.REFUSE) {
      return "A unique index says as well which rows are duplicates.";
    }
    boolean empty = changes.isEmpty(TableParts.now(table, definition));
    return empty ? "" : "The table has rows.";
  }
}
