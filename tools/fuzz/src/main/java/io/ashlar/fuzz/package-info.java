/**
 * The differential fuzzer: random schemas, statements and nasty values, run against Ashlar and
 * judged by a plain model.
 *
 * <p>Read {@link io.ashlar.fuzz.Fuzzer} first. It runs many small databases, half of them with
 * sessions whose transactions interleave; each {@link io.ashlar.fuzz.Episode} is one of them, and
 * follows from one seed. What differs is made small by {@code shrink} and printed as a script that
 * can be run again. The rooms behind: {@code script} (what is done, as data), {@code model} (what
 * must come of it), {@code run} (what came of it), {@code generate} (what to do next) and {@code
 * shrink}. <b>Neighbours</b>: the public face of {@code io.ashlar} below, {@code io.ashlar.cli}
 * above. <b>Threads</b>: an episode belongs to one; a fuzzer runs several.
 */
package io.ashlar.fuzz;
