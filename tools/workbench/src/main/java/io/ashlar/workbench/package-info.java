/**
 * What the tools share: JSON and tables of text for what they print, child JVMs, a directory to run
 * in, latencies, allocated bytes, processors that are kept busy, and progress on a terminal.
 *
 * <p>Read {@link io.ashlar.workbench.ChildProcess} and {@link io.ashlar.workbench.WorkDirectory}
 * first: what a tool starts and what it leaves ends with it. <b>Neighbours</b>: the JDK,
 * jackson-core, HdrHistogram, and nothing of Ashlar. <b>Threads</b>: a type is confined to one
 * thread unless it says otherwise. <b>Errors</b>: {@link java.io.UncheckedIOException} where files
 * fail. Next room: {@code io.ashlar.check}.
 */
package io.ashlar.workbench;
