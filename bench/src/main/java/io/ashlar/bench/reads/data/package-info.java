/**
 * The spans of the comparison of reads, the questions about them, and what must be answered.
 *
 * <p>Read {@link io.ashlar.bench.reads.data.SpanSource} first: every span follows from a seed and
 * its number, so that nobody has to keep them. <b>Neighbours</b>: {@code org.agrona}, for bytes in
 * place. <b>Threads</b>: a source is shared, everything else belongs to one. <b>Errors</b>: none of
 * its own. Next room: {@code io.ashlar.bench.reads.engine}.
 */
package io.ashlar.bench.reads.data;
