/**
 * Makes a script that shows a fault small.
 *
 * <p>Read {@link io.ashlar.fuzz.shrink.Shrinker} first: it takes steps out, then parts of steps, as
 * long as the fault stays. <b>Neighbours</b>: {@code script}. <b>Threads</b>: one.
 */
package io.ashlar.fuzz.shrink;
