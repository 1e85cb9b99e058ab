/**
 * Random histories of interleaved transactions against a model that keeps every committed version.
 *
 * <p>Read {@link io.ashlar.rows.history.History} first: it drives sessions from one thread, so a
 * seed gives the same history each time. {@code Statement}s run in the database and in the model
 * alike; a {@code Session} compares what they give and says which refusals are justified.
 */
package io.ashlar.rows.history;
