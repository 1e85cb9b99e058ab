/**
 * Partitions: which one a row belongs to, which ones there are, and which ones a statement needs.
 *
 * <p>Read {@link io.ashlar.rows.partition.TablePartitions} first: the partitions of one table, as
 * statements find and make them. Each is a {@link io.ashlar.rows.partition.TablePartition}, which
 * shows itself as a table definition with keyspaces of its own, so that all that works on a table
 * works on a partition. {@link io.ashlar.rows.partition.PartitionRule} says where a row belongs,
 * {@link io.ashlar.rows.partition.PartitionRouter} applies it to encoded keys, and {@link
 * io.ashlar.rows.partition.PartitionPruner} to predicates.
 *
 * <p>Partitions change beside the definition of their table: making one raises no epoch and keeps
 * nobody out. A view that is older than a partition finds it empty, so a partition can be shown to
 * every view once it is made. One that was dropped is shown to the views before its drop as long as
 * there are such; a statement therefore pins its view before it looks which partitions there are.
 * While a drop is being committed, and nobody knows its timestamp yet, the record in the catalog
 * decides, read at the statement's view.
 *
 * <p>Who writes to a partition shares a lock of it to the end of his transaction, and who drops it
 * takes that lock for himself. A serializable transaction reads the records of the partitions that
 * it looked for, absent ones as a range, so that it cannot miss rows in one that is made meanwhile.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.rows.catalog}, {@code io.ashlar.rows.predicate} and txn
 * below; {@code io.ashlar.rows.table}, {@code io.ashlar.rows.walk} and {@code io.ashlar.rows.ddl}
 * above. <b>Threads</b>: rules, partitions and {@link io.ashlar.rows.partition.TablePartitions} are
 * shared; routers, pruners and selections belong to one thread at a time. <b>Errors</b>: {@link
 * io.ashlar.error.SchemaChangedException} for a write to a partition that was dropped after the
 * transaction's view.
 */
package io.ashlar.rows.partition;
