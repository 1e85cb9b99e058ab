package io.ashlar.rows.catalog;

/**
 * A keyspace whose space is to be given back: that of a dropped table or index, or of an index
 * build that did not get to its end.
 *
 * @param keyspaceId the keyspace
 * @param droppedAt the timestamp of the commit that asked for it
 */
public record PendingReclaim(int keyspaceId, long droppedAt) {}
