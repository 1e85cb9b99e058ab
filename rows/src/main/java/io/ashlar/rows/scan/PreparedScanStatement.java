package io.ashlar.rows.scan;

import io.ashlar.PreparedScan;
import io.ashlar.ReadTransaction;
import io.ashlar.RowCursor;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.table.OneUser;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.rows.table.TransactionHandle;

/** A scan that is planned for one definition of its table, and anew when it meets another. */
final class PreparedScanStatement implements PreparedScan, BoundStatement<PreparedScan> {

  private final TableHandle table;
  private final WorkspacePool workspaces;
  private final ScanRequest request;
  private final Parameters parameters = new Parameters();
  private final OneUser user = new OneUser();
  private final ScanCursor cursor = new ScanCursor(user);
  private TableDefinition plannedFor;

  /** Whether the plan keeps to the primary key, the only one that has a history. */
  private boolean plannedForPast;

  private RowWalk walk;
  private Workspace workspace;
  private boolean closed;

  PreparedScanStatement(TableHandle table, WorkspacePool workspaces, ScanRequest request) {
    this.table = table;
    this.workspaces = workspaces;
    this.request = request;
    planFor(table.definition(), false);
  }

  private void planFor(TableDefinition definition, boolean past) {
    Plan plan = request.plan(definition, parameters, past);
    if (walk != null) {
      walk.close();
    }
    LockMode mode = request.lockMode();
    walk = mode == LockMode.NONE ? new KeyWalk(plan) : new LockingWalk(plan, mode == LockMode.WAIT);
    plannedFor = definition;
    plannedForPast = past;
    cursor.look(walk.source(), request.selectedIn(definition));
  }

  @Override
  public OneUser user() {
    return user;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public PreparedScan statement() {
    return this;
  }

  @Override
  public RowCursor open(ReadTransaction transaction) {
    user.enter();
    try {
      return openInside(transaction);
    } finally {
      user.leave();
    }
  }

  private RowCursor openInside(ReadTransaction transaction) {
    if (closed) {
      throw new ClosedException("The prepared scan is closed.", "table", table.name());
    }
    if (cursor.isOpen()) {
      throw new IllegalUseException(
          "The last cursor of the prepared scan is still open.", "table", table.name());
    }
    parameters.ensureBound();
    TransactionHandle handle = TransactionHandle.of(transaction, table.context());
    TableDefinition definition = handle.beginStatement(table);
    try {
      if (definition != plannedFor || plannedForPast != handle.readsPast()) {
        planFor(definition, handle.readsPast());
      }
      if (workspace == null) {
        workspace = workspaces.acquire(table.context().pool());
      }
      walk.open(handle, workspace);
    } finally {
      handle.endStatement();
    }
    cursor.begin(walk, request.limit());
    return cursor;
  }

  @Override
  public String explain() {
    String steps = walk.plan().explain();
    return switch (request.lockMode()) {
      case NONE -> steps;
      case WAIT -> steps + "\nlock the row, read and judge it again";
      case NO_WAIT -> steps + "\nlock the row without waiting, read and judge it again";
    };
  }

  @Override
  public void close() {
    user.enter();
    try {
      closeInside();
    } finally {
      user.leave();
    }
  }

  private void closeInside() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      cursor.closeInside();
      walk.close();
    } finally {
      if (workspace != null) {
        workspaces.release(workspace);
        workspace = null;
      }
    }
  }
}
