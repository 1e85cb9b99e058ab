/**
 * The command line: {@code sql}, {@code load}, {@code dump}, {@code demo}, {@code bench} with its
 * benchmarks, {@code torture} with its kinds, {@code fuzz}, {@code repair}, {@code verify}, {@code
 * history}, {@code check}, {@code help}.
 *
 * <p>Read {@link io.ashlar.cli.Ashlar} first; there is one type for each command. Commands check
 * their options, run a workload and print what it hands back. <b>Neighbours</b>: picocli, the tools
 * and the demo below; modules above add commands through {@link io.ashlar.cli.CommandProvider}.
 * <b>Threads</b>: the main thread. <b>Exit codes</b>: 0 done; 1 a check or the store failed; 2 the
 * command line, or a history, cannot be understood; 3 a torture is not permitted here. Errors are
 * one line on standard error.
 */
package io.ashlar.cli;
