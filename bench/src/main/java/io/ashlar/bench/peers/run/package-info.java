/**
 * One run of one engine: what a child JVM does.
 *
 * <p>Read {@link io.ashlar.bench.peers.run.PeerRun} first. The task comes as words of the command
 * line, the result goes as one line of JSON. <b>Neighbours</b>: {@code
 * io.ashlar.bench.peers.engine}, {@code io.ashlar.bench.peers.sql}. <b>Threads</b>: one for each
 * client; the main thread reads the clock and the allocation. <b>Errors</b>: the first failure of a
 * client ends the run, and its stack goes to standard error. Next room: {@code
 * io.ashlar.bench.peers}.
 */
package io.ashlar.bench.peers.run;
