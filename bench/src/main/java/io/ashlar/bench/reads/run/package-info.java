/**
 * One turn of one engine in the comparison of reads: what a child JVM does.
 *
 * <p>Read {@link io.ashlar.bench.reads.run.ReadsChild} first: {@link
 * io.ashlar.bench.reads.run.LoadRun} fills a store and has it answer, {@link
 * io.ashlar.bench.reads.run.MeasureRun} opens it again and measures. The task comes as words of the
 * command line, what was found goes as lines of JSON. <b>Neighbours</b>: {@code
 * io.ashlar.bench.reads.engine}. <b>Threads</b>: one for each reader; they meet before and after
 * what is measured. <b>Errors</b>: the first failure ends the turn, and its stack goes to standard
 * error. Next room: {@code io.ashlar.bench.reads}.
 */
package io.ashlar.bench.reads.run;
