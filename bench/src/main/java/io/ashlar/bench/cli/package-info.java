/**
 * The commands that measure, {@code bench} with its benchmarks, and the torture of the world.
 *
 * <p>Read {@link io.ashlar.bench.cli.BenchCommands} first, by which the command line finds them;
 * there is one type for each command. Commands check their options, run a workload and print what
 * it hands back. <b>Neighbours</b>: {@code io.ashlar.cli}, picocli, and the workloads beside.
 * <b>Threads</b>: the main thread. <b>Exit codes</b>: those of {@code io.ashlar.cli}.
 */
package io.ashlar.bench.cli;
