package io.ashlar.verify;

/**
 * How far a verification has come.
 *
 * @param table the table whose rows or entries were checked last
 * @param index the index, or {@code primary} for rows
 * @param rows rows that were read
 * @param indexEntries index entries that were read
 * @param problems how much is wrong so far
 * @param position from where another check can {@linkplain VerifyOptions#from go on}
 */
public record VerifyProgress(
    String table, String index, long rows, long indexEntries, long problems, String position) {}
