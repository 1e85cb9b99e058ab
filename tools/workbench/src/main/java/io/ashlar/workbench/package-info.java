/**
 * What the workloads share: a directory to run in, latencies, allocated bytes, and progress on a
 * terminal.
 *
 * <p>Read {@link io.ashlar.bench.workload.Measurement} first. <b>Neighbours</b>: the JDK,
 * HdrHistogram, and nothing of Ashlar. <b>Threads</b>: a type is confined to one thread unless it
 * says otherwise. <b>Errors</b>: {@link java.io.UncheckedIOException} where files fail. Next room:
 * {@code io.ashlar.bench.demo}.
 */
package io.ashlar.bench.workload;
