package io.ashlar.rows.scan;

import io.ashlar.error.HistoryUnavailableException;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.table.TransactionHandle;

/** What statements refuse in a transaction that reads an earlier state. Stateless. */
final class PastReads {

  private PastReads() {}

  /** Indexes keep no history: an aggregate over it has to name the primary key. */
  static void requirePath(TransactionHandle transaction, Plan plan) {
    if (plan.path().index() != null && transaction.readsPast()) {
      throw new HistoryUnavailableException(
          "Only the primary key can be read as of an earlier time.",
          "table",
          plan.path().table().name(),
          "index",
          plan.path().index().name());
    }
  }
}
