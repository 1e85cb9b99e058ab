/**
 * Every exception that Ashlar throws.
 *
 * <p>There is one unchecked root, {@link io.ashlar.error.AshlarException}; its leaves are named for
 * what the caller does next:
 *
 * <ul>
 *   <li><b>try again</b>: the subclasses of {@link io.ashlar.error.RetryableException}. The
 *       transaction has been rolled back and nothing of it was kept. Of a writer {@link
 *       io.ashlar.error.WriterFullException} and {@link
 *       io.ashlar.error.WriterUnavailableException}: the row was not taken.
 *   <li><b>fix the call</b>: {@link io.ashlar.error.ClosedException}, {@link
 *       io.ashlar.error.IllegalUseException}, {@link io.ashlar.error.SchemaException}, {@link
 *       io.ashlar.error.ConstraintException}, {@link io.ashlar.error.VersionMismatchException},
 *       {@link io.ashlar.error.LimitExceededException}, {@link io.ashlar.error.StoreOpenException},
 *       {@link io.ashlar.error.ContinuationException}, {@link
 *       io.ashlar.error.HistoryUnavailableException}. Nothing was changed by the call.
 *   <li><b>give up, or take more time</b>: {@link io.ashlar.error.DeadlineExceededException},
 *       {@link io.ashlar.error.CancelledException}. The transaction has been rolled back and
 *       nothing of it was kept; it is not tried again by itself.
 *   <li><b>stop and look</b>: {@link io.ashlar.error.CommitOutcomeUnknownException}, {@link
 *       io.ashlar.error.CorruptionException}, {@link io.ashlar.error.StorePoisonedException},
 *       {@link io.ashlar.error.OutOfSpaceException}, {@link io.ashlar.error.StoreIoException},
 *       {@link io.ashlar.error.RowsUnwrittenException}.
 * </ul>
 *
 * <p>A message is one fixed sentence, then the facts as {@code key=value}; the facts are also
 * available one by one. Absence (no such row, a null column) is a value, never an exception.
 */
package io.ashlar.error;
