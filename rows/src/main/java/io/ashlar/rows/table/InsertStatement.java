package io.ashlar.rows.table;

import io.ashlar.Insert;
import io.ashlar.Transaction;
import io.ashlar.codec.argument.Arguments;
import io.ashlar.error.IllegalUseException;

/** An insert or upsert of one row at a time. */
final class InsertStatement extends AssignmentsBase<Insert> implements Insert, OwnWork {

  private final TransactionHandle bound;
  private final boolean upsert;

  /** Whether the last execution drew {@link #generatedKey}. */
  private boolean generated;

  private long generatedKey;

  InsertStatement(TableHandle table, TransactionHandle bound, boolean upsert) {
    super(table);
    this.bound = bound;
    this.upsert = upsert;
  }

  @Override
  protected Insert self() {
    return this;
  }

  @Override
  public long execute() {
    assigned().user().enter();
    try {
      return bound == null ? table().context().runOwn(this) : run(bound);
    } finally {
      assigned().clear();
      assigned().user().leave();
    }
  }

  @Override
  public long execute(Transaction transaction) {
    Arguments.requireGiven(transaction, "transaction");
    assigned().user().enter();
    try {
      return run(TransactionHandle.of(transaction, table().context()));
    } finally {
      assigned().clear();
      assigned().user().leave();
    }
  }

  @Override
  public long generatedKey() {
    if (!generated) {
      throw new IllegalUseException(
          "The last execution generated no key.", "table", table().name());
    }
    return generatedKey;
  }

  @Override
  public long run(TransactionHandle transaction) {
    generated = false;
    RowMutator mutator = table().acquireMutator();
    try {
      mutator.begin(transaction);
      if (upsert) {
        mutator.upsert(assigned());
      } else {
        mutator.insert(assigned());
      }
      mutator.end();
      generated = mutator.drewNumber();
      generatedKey = mutator.number();
      return 1;
    } finally {
      mutator.abort();
      table().releaseMutator(mutator);
    }
  }
}
