/**
 * Results of prepared scans that are kept to be shown again.
 *
 * <p>Read {@link io.ashlar.rows.resultcache.ResultCache} first. A {@link
 * io.ashlar.rows.resultcache.ResultSlot} stands for one scan with one set of parameters and watches
 * the keys that it reads; a {@link io.ashlar.rows.resultcache.CachedRows} is what was read there at
 * one view.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.store} below, whose watches tell what has changed; {@code
 * io.ashlar.rows.walk} fills and shows results. <b>Threads</b>: the cache and its slots are shared;
 * results are immutable. <b>Errors</b>: none of its own.
 */
package io.ashlar.rows.resultcache;
