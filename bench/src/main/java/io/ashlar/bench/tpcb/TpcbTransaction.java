package io.ashlar.bench.tpcb;

import static io.ashlar.query.Parameter.parameter;

import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.Update;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.transaction.Transaction;

/**
 * The five statements of one client, prepared once. Running them allocates nothing here. Belongs to
 * one thread.
 */
public final class TpcbTransaction {

  private static final long MICROS_PER_MS = 1_000;

  private final Update updateAccount;
  private final Get getAccount;
  private final Update updateTeller;
  private final Update updateBranch;
  private final Insert insertHistory;

  private final IntColumn aid;
  private final LongColumn accountBalance;
  private final LongColumn tellerBalance;
  private final LongColumn branchBalance;
  private final IntColumn historyClient;
  private final LongColumn historySequence;
  private final IntColumn historyTeller;
  private final IntColumn historyBranch;
  private final IntColumn historyAccount;
  private final LongColumn historyDelta;
  private final TimestampColumn historyTime;

  /**
   * Prepares the statements.
   *
   * @param tables the tables
   */
  public TpcbTransaction(TpcbTables tables) {
    aid = tables.accounts.intColumn("aid");
    accountBalance = tables.accounts.longColumn("abalance");
    tellerBalance = tables.tellers.longColumn("tbalance");
    branchBalance = tables.branches.longColumn("bbalance");
    historyClient = tables.history.intColumn("client");
    historySequence = tables.history.longColumn("sequence");
    historyTeller = tables.history.intColumn("tid");
    historyBranch = tables.history.intColumn("bid");
    historyAccount = tables.history.intColumn("aid");
    historyDelta = tables.history.longColumn("delta");
    historyTime = tables.history.timestampColumn("mtime");
    updateAccount = tables.accounts.update().where(aid.eq(parameter(0)));
    getAccount = tables.accounts.get();
    updateTeller = tables.tellers.update().where(tables.tellers.intColumn("tid").eq(parameter(0)));
    updateBranch =
        tables.branches.update().where(tables.branches.intColumn("bid").eq(parameter(0)));
    insertHistory = tables.history.insert();
  }

  /**
   * Runs the statements in an active transaction, which the caller commits.
   *
   * @param transaction where to run
   * @param client together with the next one the key of the row in history
   * @param sequence different for each transaction of the client
   * @param account an account, from 1
   * @param teller a teller, from 1
   * @param branch a branch, from 1
   * @param delta what to add to the three balances
   * @return the account's new balance
   */
  public long run(
      Transaction transaction,
      int client,
      long sequence,
      int account,
      int teller,
      int branch,
      int delta) {
    one(updateAccount.bind(0, account).add(accountBalance, delta).execute(transaction));
    if (!getAccount.set(aid, account).fetch(transaction)) {
      throw new IllegalStateException("an account is gone: " + account);
    }
    long balance = getAccount.getLong(accountBalance);
    one(updateTeller.bind(0, teller).add(tellerBalance, delta).execute(transaction));
    one(updateBranch.bind(0, branch).add(branchBalance, delta).execute(transaction));
    insertHistory
        .set(historyClient, client)
        .set(historySequence, sequence)
        .set(historyTeller, teller)
        .set(historyBranch, branch)
        .set(historyAccount, account)
        .set(historyDelta, delta)
        .setEpochMicros(historyTime, System.currentTimeMillis() * MICROS_PER_MS)
        .execute(transaction);
    return balance;
  }

  private static void one(long changed) {
    if (changed != 1) {
      throw new IllegalStateException("one row should have been changed, not " + changed);
    }
  }
}
