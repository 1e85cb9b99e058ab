/**
 * What comparisons of engines share: each turn of an engine is a JVM of its own, so that none
 * inherits another's heap, code cache or files.
 *
 * <p>Read {@link io.ashlar.bench.turn.TurnJvm} first. <b>Neighbours</b>: {@code
 * io.ashlar.workbench}. <b>Threads</b>: the caller's, which waits for one child at a time.
 * <b>Errors</b>: a child that ends without a result is a {@link
 * io.ashlar.bench.turn.TurnFailedException}. Next rooms: {@code io.ashlar.bench.peers}, {@code
 * io.ashlar.bench.reads}.
 */
package io.ashlar.bench.turn;
