/**
 * How tables, columns, indexes and checks are declared and changed, as records.
 *
 * <p>Read {@link io.ashlar.fuzz.script.schema.TableSpec} first, then {@link
 * io.ashlar.fuzz.script.schema.Change}. <b>Neighbours</b>: {@code io.ashlar.fuzz.script.condition}.
 * <b>Threads</b>: immutable, all of it. Next room: {@code io.ashlar.fuzz.script}.
 */
package io.ashlar.fuzz.script.schema;
