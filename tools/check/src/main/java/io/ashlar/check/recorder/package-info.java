/**
 * Records what real transactions did, so that anyone can check which isolation they had.
 *
 * <p>Read {@link io.ashlar.check.recorder.HistoryRecording} first. Threads run the transactions of
 * a {@link io.ashlar.check.recorder.HistoryWorkload} through the public API, and {@code
 * HistoryFile} writes an event before each begins and one after it has returned, in the shape of
 * Jepsen's histories, which Elle and {@code io.ashlar.check} read. What a transaction will do is
 * decided before it begins, by {@code TransactionPlanner}; {@code ProcessThread} carries it out.
 *
 * <p>Every key is a row of one table. Reads go by primary key, by a covering index and by scan in
 * turn, so that index entries are held to the same isolation as rows.
 *
 * <p><b>Neighbours</b>: the public API and {@code io.ashlar.workbench}. <b>Threads</b>: one for
 * each process, named {@code history-N}, all ended when the recording returns. <b>Errors</b>:
 * retryable exceptions are events of type {@code fail}, unknown outcomes of type {@code info};
 * every other one ends the run.
 */
package io.ashlar.check.recorder;
