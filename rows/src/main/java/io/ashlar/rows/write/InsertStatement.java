package io.ashlar.rows.write;

import io.ashlar.Insert;
import io.ashlar.argument.Arguments;
import io.ashlar.error.IllegalUseException;
import io.ashlar.rows.entry.AssignmentsBase;
import io.ashlar.rows.session.OwnWork;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.transaction.Transaction;

/** An insert or upsert of one row at a time. */
public final class InsertStatement extends AssignmentsBase<Insert> implements Insert, OwnWork {

  private final Mutators mutators;
  private final TransactionHandle bound;
  private final boolean upsert;

  /** Whether the last execution drew {@link #generatedKey}. */
  private boolean generated;

  private long generatedKey;

  /**
   * A statement.
   *
   * @param mutators change the table
   * @param bound what it runs in, or null for transactions of its own
   * @param upsert whether a row that exists is changed
   */
  public InsertStatement(Mutators mutators, TransactionHandle bound, boolean upsert) {
    super(mutators.table());
    this.mutators = mutators;
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
      return mutators.run(bound, this);
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
    RowMutator mutator = mutators.acquire();
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
      mutators.release(mutator);
    }
  }
}
