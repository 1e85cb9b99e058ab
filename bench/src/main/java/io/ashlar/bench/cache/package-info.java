/**
 * A table larger than the block cache, of whose rows a tenth is hot: nine of ten reads go there.
 * And ranges that are read again and again with kept results while some of their rows change.
 *
 * <p>Read {@link io.ashlar.bench.cache.CacheBenchmark} first. Hit rates are those that the database
 * tells of itself, from the end of the warm-up on; every row that is read is checked.
 *
 * <p><b>Neighbours</b>: the public API and {@code io.ashlar.workbench}. <b>Threads</b>: the
 * caller's alone. <b>Errors</b>: every exception ends the run.
 */
package io.ashlar.bench.cache;
