/**
 * Changes of the schema: tables, partitions, sequences, histories, and the catalog that says so.
 *
 * <p>Read {@link io.ashlar.rows.ddl.SchemaWork} first: changes come one at a time, lock their
 * table, commit to the catalog and then publish in memory. {@link io.ashlar.rows.ddl.SchemaChanges}
 * makes those of tables and leads to the others; {@code TableAlteration} is one of them, with the
 * foreign keys that come and go; {@link io.ashlar.rows.ddl.PartitionChanges} alone does without the
 * turn, as statements make partitions. {@link io.ashlar.rows.ddl.LoadChanges} makes rows that were
 * loaded those of their table. {@link io.ashlar.rows.ddl.CatalogWriter} gives out ids with each
 * commit, {@link io.ashlar.rows.ddl.TableRegistry} has the tables by name, and {@link
 * io.ashlar.rows.ddl.TableParts} says in which keyspaces their rows lie.
 *
 * <p><b>Neighbours</b>: {@code catalog}, {@code partition}, {@code sequence}, {@code session} and
 * {@code wait} below; {@code index}, {@code verify}, {@code upkeep} and {@code database} above.
 * <b>Threads</b>: shared by all. <b>Errors</b>: those of {@link io.ashlar.error}; a change that
 * fails has changed nothing. The next room is {@code io.ashlar.rows.index}.
 */
package io.ashlar.rows.ddl;
