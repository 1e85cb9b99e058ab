package io.ashlar.rows.write;

import io.ashlar.Insert;
import io.ashlar.argument.Arguments;
import io.ashlar.error.IllegalUseException;
import io.ashlar.rows.entry.AssignmentsBase;
import io.ashlar.rows.session.OwnWork;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.transaction.Transaction;
import java.util.function.BooleanSupplier;

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
  public long executeEach(Transaction transaction, BooleanSupplier next) {
    Arguments.requireGiven(transaction, "transaction");
    Arguments.requireGiven(next, "next");
    assigned().user().enter();
    try {
      return runEach(TransactionHandle.of(transaction, table().context()), next);
    } finally {
      assigned().clear();
      assigned().user().leave();
    }
  }

  private long runEach(TransactionHandle transaction, BooleanSupplier next) {
    generated = false;
    RowMutator mutator = mutators.acquire();
    try {
      mutator.begin(transaction, assigned().user());
      long written = 0;
      assigned().clear();
      for (; assigned().user().lend(next); written++) {
        write(mutator);
        assigned().clear();
      }
      mutator.end();
      return written;
    } finally {
      mutator.abort();
      mutators.release(mutator);
    }
  }

  private void write(RowMutator mutator) {
    if (upsert) {
      mutator.upsert(assigned());
    } else {
      mutator.insert(assigned());
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
      mutator.begin(transaction, assigned().user());
      write(mutator);
      mutator.end();
      generated = mutator.generated().drew();
      generatedKey = mutator.generated().number();
      return 1;
    } finally {
      mutator.abort();
      mutators.release(mutator);
    }
  }
}
