package io.ashlar.rows.scan;

import io.ashlar.Delete;
import io.ashlar.Get;
import io.ashlar.Scan;
import io.ashlar.Transaction;
import io.ashlar.Update;
import io.ashlar.lookup.BatchGet;
import io.ashlar.rows.plan.Sorting;
import io.ashlar.rows.read.BatchGetStatement;
import io.ashlar.rows.read.GetStatement;
import io.ashlar.rows.read.ScanRequest;
import io.ashlar.rows.table.RowJudge;
import io.ashlar.rows.table.StatementFactory;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.rows.table.TransactionHandle;
import io.ashlar.rows.walk.WorkspacePool;
import io.ashlar.rows.write.DeleteStatement;
import io.ashlar.rows.write.UpdateStatement;

/**
 * Makes the statements that select rows, for one database, and keeps the memory that they borrow.
 * Shared by all threads.
 */
public final class ScanStatements implements StatementFactory {

  private final WorkspacePool workspaces = new WorkspacePool();

  /** For one database. */
  public ScanStatements() {}

  @Override
  public Update update(TableHandle table, Transaction transaction) {
    return new UpdateStatement(table, handle(table, transaction), workspaces);
  }

  @Override
  public Delete delete(TableHandle table, Transaction transaction) {
    return new DeleteStatement(
        table, handle(table, transaction), workspaces, Sorting.DEFAULT_BYTES);
  }

  private static TransactionHandle handle(TableHandle table, Transaction transaction) {
    return transaction == null ? null : TransactionHandle.of(transaction, table.context());
  }

  @Override
  public Get get(TableHandle table) {
    return new GetStatement(table, null, workspaces);
  }

  @Override
  public Get get(TableHandle table, String uniqueIndex) {
    return new GetStatement(table, uniqueIndex, workspaces);
  }

  @Override
  public BatchGet getAll(TableHandle table, String uniqueIndex) {
    return new BatchGetStatement(table, uniqueIndex, workspaces);
  }

  @Override
  public Scan scan(TableHandle table) {
    return new ScanRequest(table, workspaces);
  }

  @Override
  public RowJudge judge() {
    return new CheckJudge();
  }

  @Override
  public void close() {
    workspaces.close();
  }
}
