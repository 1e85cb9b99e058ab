package io.ashlar.bench.tpcb;

import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import java.nio.file.Path;

/**
 * What to run.
 *
 * @param scale branches, at least 1
 * @param clients threads, at least 1
 * @param seconds how long to measure, at least 1
 * @param warmupSeconds how long to run before that
 * @param durability when a commit returns
 * @param isolation the level of the transactions
 * @param busy threads that compute beside the clients and never wait
 * @param directory missing, empty, or a store without tables of these names; null for a temporary
 *     one
 */
public record TpcbOptions(
    int scale,
    int clients,
    int seconds,
    int warmupSeconds,
    Durability durability,
    IsolationLevel isolation,
    int busy,
    Path directory) {

  TpcbScale rows() {
    return TpcbScale.ofBranches(scale);
  }
}
