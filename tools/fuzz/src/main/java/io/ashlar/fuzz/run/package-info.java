/**
 * Runs the steps of a script against a database, through its public face alone.
 *
 * <p>Read {@link io.ashlar.fuzz.run.Subject} first: whatever can run steps can be judged, so a test
 * may put one with a planted fault in the place of {@link io.ashlar.fuzz.run.DatabaseSubject}.
 * Values go in and come out in the one form that the model compares. <b>Neighbours</b>: {@code
 * script} and the outcomes of {@code model} below. <b>Threads</b>: one. <b>Errors</b>: what a step
 * throws is its outcome.
 */
package io.ashlar.fuzz.run;
