/**
 * The Yahoo! Cloud Serving Benchmark: its real client with a binding to Ashlar, and its six core
 * workloads.
 *
 * <p>Read {@link io.ashlar.bench.ycsb.AshlarBinding} first, then {@link
 * io.ashlar.bench.ycsb.YcsbBenchmark}. The properties of the workloads, resources of this package,
 * say what the published definitions say; counts of records, operations and threads are options. A
 * record has a text key and ten fields of 100 bytes.
 *
 * <p><b>Neighbours</b>: the public API, {@code site.ycsb} and {@code io.ashlar.workbench}.
 * <b>Threads</b>: those of the client, in processes of its own. <b>Errors</b>: conflicts are
 * retried in the binding; everything else ends the client.
 */
package io.ashlar.bench.ycsb;
