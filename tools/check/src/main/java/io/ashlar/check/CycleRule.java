package io.ashlar.check;

/**
 * Which cycles to look for.
 *
 * @param anomaly what such a cycle is; null to name each by its edges
 * @param first kinds of the edge to begin with
 * @param second kinds of the edge behind it
 * @param rest kinds of all others
 * @param another whether one of the others must be a read-write edge
 */
record CycleRule(Anomaly anomaly, int first, int second, int rest, boolean another) {

  CycleRule(Anomaly anomaly, int first, int rest) {
    this(anomaly, first, rest, rest, false);
  }
}
