/**
 * A checker of transaction histories: which isolation a history kept, and if it did not, the
 * smallest proof.
 *
 * <p>Read {@link io.ashlar.check.HistoryChecker} first. It knows nothing of a database, only the
 * file: {@code history} below reads it, {@code KeyIndex} finds who wrote which value, {@code
 * AppendInference} and {@code RegisterInference} find the order of each key's versions and with it
 * the dependencies, {@code RealTime} adds who ended before whom began, {@code CycleSearch} looks
 * for cycles, and {@code CycleRules} gives them their names.
 *
 * <p>The kinds of dependency (write-write, write-read, read-write) and of cycle (G0, G1, G-single,
 * G2) are those of A. Adya, <i>Weak Consistency: A Generalized Theory and Optimistic
 * Implementations for Distributed Transactions</i>, PhD thesis, MIT, 1999. How they are inferred
 * from what clients saw is described in K. Kingsbury and P. Alvaro, <i>Elle: Inferring Isolation
 * Anomalies from Experimental Observations</i>, PVLDB 14(3), 2020. That a cycle which snapshot
 * isolation allows has two read-write dependencies in a row is from A. Fekete, D. Liarokapis, E.
 * O'Neil, P. O'Neil and D. Shasha, <i>Making Snapshot Isolation Serializable</i>, TODS 30(2), 2005.
 * What a session that waits for nothing may still expect of its first view is strong snapshot
 * isolation: K. Daudjee and K. Salem, <i>Lazy Database Replication with Snapshot Isolation</i>,
 * VLDB 2006.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.check.history}, and {@code io.ashlar.workbench} for JSON
 * output. <b>Threads</b>: the caller's. <b>Errors</b>: a file that is no history is a {@link
 * io.ashlar.check.history.BadHistoryException}; what the history shows is the report. Next room:
 * {@code io.ashlar.check.recorder}, which makes such files.
 */
package io.ashlar.check;
