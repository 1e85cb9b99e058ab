package io.ashlar.rows.session;

import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.TransactionBody;

/**
 * Runs statements that were given no transaction, one after the other. Kept for reuse inside the
 * database; users never see it, so none can hold a stale one. One owner at a time.
 */
final class OwnTransaction implements TransactionBody<Boolean, RuntimeException>, AutoCloseable {

  private final DatabaseContext context;
  private final WriteTransactionHandle handle;
  private OwnWork work;
  private long result;

  OwnTransaction(DatabaseContext context) {
    this.context = context;
    this.handle = new WriteTransactionHandle(context, context.isolation());
    handle.attach(context.transactions().newTransaction());
  }

  long run(OwnWork statement) {
    work = statement;
    try {
      boolean done =
          context
              .transactions()
              .transact(handle.store(), context.isolation(), context.durability(), this);
      assert done : "the body returns true or throws";
      handle.countRows();
      return result;
    } finally {
      work = null;
    }
  }

  @Override
  public Boolean run(StoreTransaction transaction) {
    handle.forgetTables();
    result = work.run(handle);
    return Boolean.TRUE;
  }

  @Override
  public void close() {
    handle.close();
  }
}
