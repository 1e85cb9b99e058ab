package io.ashlar.rows.load;

import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.PartitionRecord;

/**
 * Where rows of a load lie until they are published: keyspaces that are to be those of the table,
 * or of one of its partitions.
 *
 * @param keyspaces the keyspaces; without a bound where the table has no partitions
 * @param definition the table, or the partition, with these keyspaces
 */
record LoadPart(PartitionRecord keyspaces, TableDefinition definition) {}
