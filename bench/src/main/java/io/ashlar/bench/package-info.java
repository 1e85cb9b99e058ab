/**
 * Workloads, benchmarks and the demo: everything that uses Ashlar as an application would.
 *
 * <p>Read {@link io.ashlar.bench.cli.Ashlar} first, the command line; from there {@code
 * io.ashlar.bench.demo} and {@code io.ashlar.bench.tpcb}. <b>Neighbours</b>: only the public API,
 * {@code io.ashlar} with its schema, query and error packages; nothing depends on this module.
 * <b>Threads</b>: each workload owns the threads it starts, names them, and has joined them when it
 * returns. <b>Errors</b>: what a user did wrong is one line and exit code 2, a check that failed is
 * exit code 1.
 */
package io.ashlar.bench;
