/**
 * Benchmarks, and what they measure against: everything here runs Ashlar as an application would
 * and tells what that costs.
 *
 * <p>Read {@link io.ashlar.bench.tpcb.TpcbBenchmark} first, then {@code io.ashlar.bench.peers},
 * which runs the same with other engines. <b>Neighbours</b>: only the public API, {@code io.ashlar}
 * with its schema, query and error packages, and the tools; nothing depends on this module.
 * <b>Threads</b>: each workload owns the threads it starts, names them, and has joined them when it
 * returns. <b>Errors</b>: what a user did wrong is one line and exit code 2, a check that failed is
 * exit code 1. Next room: {@code io.ashlar.bench.cli}.
 */
package io.ashlar.bench;
