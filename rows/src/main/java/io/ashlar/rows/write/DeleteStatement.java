package io.ashlar.rows.write;

import io.ashlar.Delete;
import io.ashlar.argument.Arguments;
import io.ashlar.query.Column;
import io.ashlar.query.Order;
import io.ashlar.query.Predicate;
import io.ashlar.row.RowFilter;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.session.BoundStatement;
import io.ashlar.rows.session.OneUser;
import io.ashlar.rows.session.OwnWork;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.rows.walk.WorkspacePool;
import io.ashlar.transaction.Transaction;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;

/** Deletes the rows of a selection. */
public final class DeleteStatement
    implements Delete, BoundStatement<Delete>, OwnWork, RowSelection.Change {

  private final Mutators mutators;
  private final TransactionHandle bound;
  private final OneUser user = new OneUser();
  private final RowSelection selection;

  /**
   * A statement.
   *
   * @param mutators change the table
   * @param bound what it runs in, or null for transactions of its own
   * @param workspaces lend memory
   * @param sortBytes what a sort may use
   */
  public DeleteStatement(
      Mutators mutators, TransactionHandle bound, WorkspacePool workspaces, long sortBytes) {
    this.mutators = mutators;
    this.bound = bound;
    this.selection = new RowSelection(mutators, workspaces, user, sortBytes);
  }

  @Override
  public OneUser user() {
    return user;
  }

  @Override
  public Parameters parameters() {
    return selection.parameters();
  }

  @Override
  public Delete statement() {
    return this;
  }

  @Override
  public Delete where(Predicate predicate) {
    selection.where(predicate, (definition, parameters) -> {});
    return this;
  }

  @Override
  public Delete filter(RowFilter filter, Column... reads) {
    selection.filter(filter, reads);
    return this;
  }

  @Override
  public Delete limit(long rows) {
    selection.limit(rows);
    return this;
  }

  @Override
  public Delete orderBy(Order... columns) {
    selection.orderBy(columns);
    return this;
  }

  @Override
  public Delete ifVersion(long version) {
    selection.expectVersion(version);
    return this;
  }

  @Override
  public long execute() {
    user.enter();
    try {
      return mutators.run(bound, this);
    } finally {
      selection.expectAnyVersion();
      user.leave();
    }
  }

  @Override
  public long execute(Transaction transaction) {
    Arguments.requireGiven(transaction, "transaction");
    user.enter();
    try {
      return run(TransactionHandle.of(transaction, mutators.table().context()));
    } finally {
      selection.expectAnyVersion();
      user.leave();
    }
  }

  @Override
  public long executeEach(Transaction transaction, BooleanSupplier next) {
    Arguments.requireGiven(transaction, "transaction");
    Arguments.requireGiven(next, "next");
    user.enter();
    try {
      return selection.runEach(
          TransactionHandle.of(transaction, mutators.table().context()),
          this,
          () -> user.lend(next));
    } finally {
      selection.expectAnyVersion();
      user.leave();
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
    mutator.delete(key, keyOffset, keyLength, row, 0, rowLength);
  }
}
