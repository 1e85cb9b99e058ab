/**
 * Random schemas, values and statements, the nasty ones first.
 *
 * <p>Read {@link io.ashlar.fuzz.generate.StepSource} first: it looks at the model to name tables,
 * columns and keys that are there, so that most statements do something. Everything follows from a
 * seed. <b>Neighbours</b>: {@code script}, which is made here, and {@code model}, which is looked
 * at. <b>Threads</b>: one.
 */
package io.ashlar.fuzz.generate;
