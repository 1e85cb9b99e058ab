package io.ashlar.rows.catalog.format;

import io.ashlar.codec.row.RowLayout;
import java.util.List;

/**
 * What the catalog stores of a table; the package documentation gives the bytes.
 *
 * @param id the stable id
 * @param name the name
 * @param keyspaceId where its rows live
 * @param epoch counts its schema changes
 * @param nextColumnId the id of the next column
 * @param nextIndexId the id of the next index
 * @param columns the columns, in declared order
 * @param primaryKey ordinals; not to be changed
 * @param layouts all layouts that rows of the table may have, oldest first, the last one current
 * @param indexes the indexes
 * @param checks the checks
 * @param partitions how the rows are divided, or null
 * @param expiry when rows expire, or null
 * @param comment what somebody says of it, or null
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived carrier, never compared
public record TableRecord(
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
    ExpiryRule expiry,
    String comment) {

  /** The same with other columns and another comment. */
  TableRecord described(List<ColumnDefinition> described, String text) {
    return new TableRecord(
        id,
        name,
        keyspaceId,
        epoch,
        nextColumnId,
        nextIndexId,
        described,
        primaryKey,
        layouts,
        indexes,
        checks,
        partitions,
        expiry,
        text);
  }

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
        expiring,
        comment);
  }
}
