/**
 * What a statement of SQL costs beside the same work through the typed API.
 *
 * <p>Read {@link io.ashlar.bench.statement.StatementBenchmark} first. Each case is done in both
 * ways in turn within a round, so that a slower moment of the machine slows both, and what counts
 * is the median of the ratios. What a process takes until its first row is measured in processes of
 * their own ({@link io.ashlar.bench.statement.FirstRow}). <b>Neighbours</b>: the tools' workbench.
 * <b>Threads</b>: one. <b>Errors</b> end the run.
 */
package io.ashlar.bench.statement;
