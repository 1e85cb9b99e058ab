/**
 * What was committed lately, by which conflicts are told.
 *
 * <p>{@link io.ashlar.mvcc.window.RecentCommits} has the newest timestamp of each key's hash and
 * validates writes and single keys that were read; {@link io.ashlar.mvcc.window.OrderedWindow} has
 * the keys themselves, in commit order, and validates ranges. Both are bounded: who is older than
 * they reach back is refused and not guessed about.
 *
 * <p><b>Threads</b>: the leader of the commit pipeline records; hashes may be asked for by any
 * thread, ranges by the leader. Recording and asking allocate nothing once the windows have grown.
 * <b>Errors</b>: {@link io.ashlar.error.SnapshotTooOldException}. <b>Neighbours</b>: codec below,
 * {@code io.ashlar.mvcc.commit} and {@code io.ashlar.mvcc.embedded} above.
 */
package io.ashlar.mvcc.window;
