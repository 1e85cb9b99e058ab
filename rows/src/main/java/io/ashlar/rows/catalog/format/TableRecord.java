package io.ashlar.rows.catalog.format;

import io.ashlar.codec.row.RowLayout;
import java.util.List;

/**
 * What the catalog stores of a table; the package documentation gives the bytes.
 *
 * @param layouts all layouts that rows of the table may have, oldest first, the last one current
 * @param partitions how the rows are divided, or null
 * @param expiry when rows expire, or null
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived carrier, never compared
record TableRecord(
    int id,
    String name,
    int keyspaceId,
    long epoch,
    int nextColumnId,
    int nextIndexId,
    List<ColumnDefinition> columns,
    int[] primaryKey,
    List<RowLayout> layouts,
    List<IndexRecord> indexes,
    List<CheckRecord> checks,
    PartitionScheme partitions,
    ExpiryRule expiry) {

  /** The same, divided and expiring so. */
  TableRecord with(PartitionScheme divided, ExpiryRule expiring) {
    return new TableRecord(
        id,
        name,
        keyspaceId,
        epoch,
        nextColumnId,
        nextIndexId,
        columns,
        primaryKey,
        layouts,
        indexes,
        checks,
        divided,
        expiring);
  }
}
