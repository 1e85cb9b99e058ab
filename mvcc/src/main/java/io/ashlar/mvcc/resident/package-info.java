/**
 * Ranges of rows in memory, kept true by every commit, so that what is read often is read without
 * the engine.
 *
 * <p>Read {@link io.ashlar.mvcc.resident.Page} first: a range [lower, upper), the versions of its
 * keys in a {@link io.ashlar.mvcc.resident.Frame}, and for which views it speaks. Then the three
 * who deal with pages: {@link io.ashlar.mvcc.resident.ResidentRanges} and {@link
 * io.ashlar.mvcc.resident.ResidentCursor} read, {@link io.ashlar.mvcc.resident.PageWriter} adds
 * what is committed, {@link io.ashlar.mvcc.resident.PageFiller} makes pages from the engine.
 *
 * <pre>
 *   get, cursor -&gt; ResidentRanges -&gt; PageDirectory of the keyspace -&gt; Page -&gt; Frame
 *                      | none: PageFiller -&gt; engine      ^ versions, before they can be seen
 *                      v                                 |
 *                  PageStock (memory, what to give up)   PageWriter &lt;- leader of the pipeline
 * </pre>
 *
 * <p><b>Threads</b>: any may read, without a lock. Each keyspace has one, which the leader takes
 * for each key that it writes, and others for as long as it takes to copy a page. The stock's lock
 * is the last to be taken; under it others are only tried. <b>Memory</b>: frames of {@value
 * io.ashlar.mvcc.resident.Frame#BYTES} bytes outside of the heap, within a budget; nothing is
 * allocated in steady state. <b>Neighbours</b>: {@link io.ashlar.mvcc.commit}, {@link
 * io.ashlar.mvcc.state}, engine and codec below; {@code io.ashlar.mvcc.embedded} above.
 */
package io.ashlar.mvcc.resident;
