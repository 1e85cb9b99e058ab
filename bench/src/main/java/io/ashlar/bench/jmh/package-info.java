/**
 * JMH benchmarks of the public API.
 *
 * <p>Read {@link io.ashlar.bench.jmh.CitiesState} first: the table that all of them use. Run them
 * with {@code org.openjdk.jmh.Main} on the class path of this module, with the flags of {@code
 * jvm.args} or without, as forks inherit it; {@code -prof gc} shows the bytes allocated an
 * operation. Each is run once, shortly, by the tests. <b>Neighbours</b>: the public API, and {@code
 * io.ashlar.workbench} for the directory. <b>Threads</b>: those of JMH; a state belongs to one of
 * them unless it says otherwise. <b>Errors</b>: any exception ends the benchmark.
 */
package io.ashlar.bench.jmh;
