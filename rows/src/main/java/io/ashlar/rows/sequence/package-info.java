/**
 * Sequences: numbers that are given out once, also across a kill.
 *
 * <p>Read {@link io.ashlar.rows.sequence.SequenceHandle}. A sequence counts the numbers that it has
 * given out; the catalog holds how many may have been, which is raised by a durable commit before
 * the first number of a block is given out. A close puts there how many were, once no more can be.
 * A restart begins a new {@link io.ashlar.rows.sequence.Run} of numbers. The table of an identity
 * column owns one without a name; {@link io.ashlar.rows.sequence.SequenceRegistry} has the others.
 * <b>Neighbours</b>: the catalog and the transactions below; tables above. <b>Threads</b>: handles
 * are shared by all. <b>Errors</b>: {@link io.ashlar.error.LimitExceededException} when all numbers
 * are gone.
 */
package io.ashlar.rows.sequence;
