/**
 * Where a search may begin, so that it does not walk over what was deleted long ago.
 *
 * <p>Read {@link io.ashlar.mvcc.seek.SeekHints} first: what a hint says, and why it never hides a
 * row. {@link io.ashlar.mvcc.seek.SeekStart} is a cursor's side of it.
 *
 * <p><b>Threads</b>: any thread asks and learns; the leader of the commit pipeline tells of writes,
 * as a {@link io.ashlar.mvcc.commit.CommitObserver}. <b>Neighbours</b>: {@link
 * io.ashlar.mvcc.commit} and codec below, {@code io.ashlar.mvcc.embedded} above.
 */
package io.ashlar.mvcc.seek;
