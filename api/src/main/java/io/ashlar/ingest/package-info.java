/**
 * Writing more rows than anybody waits for: producers hand rows over and go on, batches of them are
 * committed behind their backs, and memory stays within a bound.
 *
 * <p>Begin with {@link io.ashlar.ingest.TableWriter}, which {@link io.ashlar.Table#writer} starts.
 * Each producer fills rows in a {@link io.ashlar.ingest.RowFiller} of its own and submits them.
 * {@link io.ashlar.ingest.WriterOptions} says when a batch is committed, how much may wait, and
 * what a full queue does ({@link io.ashlar.ingest.WhenFull}). What cannot be written goes to a
 * {@link io.ashlar.ingest.FailedRowHandler}.
 *
 * <p><b>Threads</b>: a filler belongs to one thread at a time, everything else may be shared.
 * <b>Errors</b>: {@link io.ashlar.error.WriterFullException}, {@link
 * io.ashlar.error.WriterUnavailableException} and {@link io.ashlar.error.RowsUnwrittenException},
 * and those of an insert for values that do not fit.
 */
package io.ashlar.ingest;
