package io.ashlar.rows.scan;

import io.ashlar.Transaction;
import io.ashlar.Update;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.table.AssignmentsBase;
import io.ashlar.rows.table.OneUser;
import io.ashlar.rows.table.OwnWork;
import io.ashlar.rows.table.RowMutator;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.rows.table.TransactionHandle;
import org.agrona.DirectBuffer;

/** Changes the rows of a selection. */
final class UpdateStatement extends AssignmentsBase<Update>
    implements Update, BoundStatement<Update>, OwnWork, RowSelection.Change {

  private final TransactionHandle bound;
  private final RowSelection selection;

  UpdateStatement(TableHandle table, TransactionHandle bound, WorkspacePool workspaces) {
    super(table);
    this.bound = bound;
    this.selection = new RowSelection(table, workspaces, assigned().user());
  }

  @Override
  protected Update self() {
    return this;
  }

  @Override
  public Update statement() {
    return this;
  }

  @Override
  public OneUser user() {
    return assigned().user();
  }

  @Override
  public Parameters parameters() {
    return selection.parameters();
  }

  @Override
  public Update where(Predicate predicate) {
    selection.where(predicate);
    return this;
  }

  @Override
  public Update add(LongColumn column, long delta) {
    assigned().setDelta(ordinal(column), delta);
    return this;
  }

  @Override
  public Update add(IntColumn column, int delta) {
    assigned().setDelta(ordinal(column), delta);
    return this;
  }

  @Override
  public Update ifVersion(long version) {
    selection.expectVersion(version);
    return this;
  }

  @Override
  public long execute() {
    assigned().user().enter();
    try {
      checkAssigned();
      return bound == null ? table().context().runOwn(this) : run(bound);
    } finally {
      forget();
    }
  }

  @Override
  public long execute(Transaction transaction) {
    assigned().user().enter();
    try {
      checkAssigned();
      return run(TransactionHandle.of(transaction, table().context()));
    } finally {
      forget();
    }
  }

  private void forget() {
    assigned().clear();
    selection.expectAnyVersion();
    assigned().user().leave();
  }

  /** Judged here and not at the first row: whether rows are selected must not matter. */
  private void checkAssigned() {
    if (assigned().isEmpty()) {
      throw new IllegalUseException("The update sets no column.", "table", table().name());
    }
    TableDefinition definition = table().definition();
    for (int ordinal : definition.primaryKey()) {
      if (assigned().isSet(ordinal)) {
        throw new SchemaException(
            "A column of the primary key cannot be changed.",
            "table",
            definition.name(),
            "column",
            definition.columns().get(ordinal).name());
      }
    }
  }

  @Override
  public long run(TransactionHandle transaction) {
    return selection.run(transaction, this);
  }

  @Override
  public void apply(
      RowMutator mutator,
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer row,
      int rowLength) {
    mutator.update(key, keyOffset, keyLength, row, 0, rowLength, assigned());
  }
}
