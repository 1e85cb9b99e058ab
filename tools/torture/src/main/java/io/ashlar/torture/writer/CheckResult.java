package io.ashlar.torture.writer;

import java.util.List;

/**
 * What was left after a disaster.
 *
 * @param rows rows that were compared
 * @param unacknowledged commits that are there though nobody was told
 * @param lost acknowledged commits that are not
 */
public record CheckResult(long rows, long unacknowledged, List<Acknowledgement> lost) {}
