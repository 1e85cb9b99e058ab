/**
 * The TPC-B-like transaction of PostgreSQL's {@code pgbench}, through the public API.
 *
 * <p>Read {@link io.ashlar.bench.tpcb.TpcbBenchmark} first. The tables and their sizes are those of
 * {@code pgbench -i}: for each unit of scale one branch, ten tellers and 100,000 accounts, whose
 * {@code filler} is 84 blanks while that of the other tables is null. Two things differ, so that
 * the run can be checked: balances have 64 bits, and {@code history}, which has no key in pgbench,
 * is keyed by client and sequence number.
 *
 * <p><b>Neighbours</b>: the public API and {@code io.ashlar.workbench}. <b>Threads</b>: one for
 * each client, named {@code tpcb-client-N}, all ended when the benchmark returns. <b>Errors</b>:
 * retryable exceptions are retried and counted; every other one ends the run.
 */
package io.ashlar.bench.tpcb;
