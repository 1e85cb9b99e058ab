package io.ashlar.load;

import java.time.Duration;

/**
 * What a load has done.
 *
 * @param table the name of the table
 * @param method how the rows have come in
 * @param reason why it was not {@link LoadMethod#FILES}, in words; empty where it was
 * @param rows rows that the table has from it
 * @param skipped rows that were left out as duplicates
 * @param replaced rows that were replaced by later ones; -1 by commits, which do not tell
 * @param failed rows that were given to {@link LoadOptions#onFailedRow}
 * @param bytes bytes of rows and index entries, keys included, before they were compressed
 * @param elapsed from begin to end
 */
public record LoadReport(
    String table,
    LoadMethod method,
    String reason,
    long rows,
    long skipped,
    long replaced,
    long failed,
    long bytes,
    Duration elapsed) {}
