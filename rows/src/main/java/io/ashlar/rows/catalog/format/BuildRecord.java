package io.ashlar.rows.catalog.format;

import io.ashlar.error.CorruptionException;
import io.ashlar.index.IndexState;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * How far the build of an index has come; stored beside the entries of each chunk, in the same
 * commit, so that it never tells of more or less than there is.
 *
 * @param keyspaceId where the entries live; the key of the record
 * @param tableId the table
 * @param indexId the index in its table
 * @param state what comes next; never {@link IndexState#PUBLIC}
 * @param rows rows that were looked at
 * @param rowsPerSecond most rows to look at in a second, 0 for no limit
 * @param chunkRows most rows in a commit
 * @param verified whether the entries are compared with the rows before the index is published
 * @param position the row key up to which every row has its entry, those of partitions in the order
 *     of their keyspaces; empty at the beginning
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BuildRecord(
    int keyspaceId,
    int tableId,
    int indexId,
    IndexState state,
    long rows,
    int rowsPerSecond,
    int chunkRows,
    boolean verified,
    byte[] position) {

  /** The states by the byte that is stored for them. */
  private static final List<IndexState> STATES =
      List.of(IndexState.WRITE_ONLY, IndexState.BACKFILL, IndexState.VALIDATED);

  private static final int FIXED_BYTES = 1 + 1 + 4 + 4 + 8 + 4 + 4 + 1;

  /**
   * The same build, further on.
   *
   * @param next what comes next
   * @param moreRows rows that were looked at since
   * @param last the last row key looked at
   * @return the record to store
   */
  public BuildRecord after(IndexState next, long moreRows, byte[] last) {
    return new BuildRecord(
        keyspaceId,
        tableId,
        indexId,
        next,
        rows + moreRows,
        rowsPerSecond,
        chunkRows,
        verified,
        last);
  }

  /**
   * Encodes the record.
   *
   * @return the payload of its catalog row
   */
  public byte[] encode() {
    assert state != IndexState.PUBLIC : "a published index is not being built";
    ByteBuffer bytes = ByteBuffer.allocate(FIXED_BYTES + position.length);
    bytes.put((byte) CatalogFormat.VERSION).put((byte) STATES.indexOf(state));
    bytes.putInt(tableId).putInt(indexId).putLong(rows);
    bytes.putInt(rowsPerSecond).putInt(chunkRows).put((byte) (verified ? 1 : 0));
    return bytes.put(position).array();
  }

  /**
   * Decodes what {@link #encode} gave.
   *
   * @param keyspaceId the keyspace that the key names
   * @param payload the payload
   * @return the record
   * @throws CorruptionException when the bytes are no record of a build
   */
  public static BuildRecord decode(int keyspaceId, byte[] payload) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(payload);
      CatalogStrings.expect(bytes.get() == CatalogFormat.VERSION, "version");
      int state = bytes.get();
      CatalogStrings.expect(state >= 0 && state < STATES.size(), "state");
      int tableId = bytes.getInt();
      int indexId = bytes.getInt();
      long rows = bytes.getLong();
      int rowsPerSecond = bytes.getInt();
      int chunkRows = bytes.getInt();
      int verified = bytes.get();
      CatalogStrings.expect(
          rows >= 0 && rowsPerSecond >= 0 && chunkRows > 0 && (verified & ~1) == 0, "build");
      byte[] position = new byte[bytes.remaining()];
      bytes.get(position);
      return new BuildRecord(
          keyspaceId,
          tableId,
          indexId,
          STATES.get(state),
          rows,
          rowsPerSecond,
          chunkRows,
          verified == 1,
          position);
    } catch (IOException | BufferUnderflowException e) {
      throw new CorruptionException(
          e, "The record of an index build in the catalog is damaged.", "keyspaceId", keyspaceId);
    }
  }
}
