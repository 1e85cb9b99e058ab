/**
 * Tables as the model knows them: what they are at some time, what rows they hold, and what
 * conditions and terms come to on a row.
 *
 * <p>Read {@link io.ashlar.fuzz.model.table.State} first, then {@link
 * io.ashlar.fuzz.model.table.Definition}. {@code Catalog} says which changes of a schema are legal,
 * {@code Evaluation} and {@code Numbers} compute conditions and terms. Nothing here knows of
 * sessions. <b>Neighbours</b>: {@code io.ashlar.fuzz.script}. <b>Threads</b>: states are immutable;
 * a catalog is confined to one thread. Next room: {@code io.ashlar.fuzz.model}.
 */
package io.ashlar.fuzz.model.table;
