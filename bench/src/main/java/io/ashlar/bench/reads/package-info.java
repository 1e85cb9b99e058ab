/**
 * The comparison of reads: the questions of a store of spans, answered by every engine in turn.
 *
 * <p>Read {@link io.ashlar.bench.reads.ReadsBenchmark} first. Each engine fills its store once and
 * must answer as the others before anything is timed ({@link io.ashlar.bench.reads.Agreement});
 * then each round opens it in a JVM of its own. <b>Neighbours</b>: {@code
 * io.ashlar.bench.reads.run}, {@code io.ashlar.bench.turn}. <b>Threads</b>: the caller's, which
 * waits for one child at a time. <b>Errors</b>: a turn that fails is told of and left out; an
 * engine that answers differently ends the run.
 */
package io.ashlar.bench.reads;
