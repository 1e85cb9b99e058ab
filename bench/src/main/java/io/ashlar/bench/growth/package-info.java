/**
 * How costs grow: with the rows of a table, with the turns of a queue, with updates in place, with
 * the log that a killed process leaves.
 *
 * <p>Read {@link io.ashlar.bench.growth.GrowthBenchmark} first; there is one type for each part.
 * Each part checks what it reads: a table that was fast because rows were missing does not pass.
 *
 * <p><b>Neighbours</b>: the public API and {@code io.ashlar.workbench}. <b>Threads</b>: the
 * caller's; {@link io.ashlar.bench.growth.WalWriter} is a process of its own, which the benchmark
 * kills. <b>Errors</b>: every exception ends the run.
 */
package io.ashlar.bench.growth;
