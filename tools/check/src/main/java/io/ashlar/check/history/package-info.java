/**
 * A history as its file tells it: transactions with their steps, and when they were invoked and
 * completed.
 *
 * <p>Read {@link io.ashlar.check.history.HistoryReader} first: it pairs invocations with
 * completions and hands back a {@link io.ashlar.check.history.History}, in which keys and values
 * are numbers that {@code Names} knows the names of. <b>Neighbours</b>: jackson-core.
 * <b>Threads</b>: the caller's. <b>Errors</b>: a file that is no history is a {@link
 * io.ashlar.check.history.BadHistoryException}. Next room: {@code io.ashlar.check}.
 */
package io.ashlar.check.history;
