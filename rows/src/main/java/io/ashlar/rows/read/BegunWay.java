package io.ashlar.rows.read;

/**
 * How a run finds its rows that cannot do so in the best way: because it goes on where another one
 * stopped, whose place tells rows apart in that way alone, or because the best way has failed.
 *
 * @param key the name of the key that is walked, or null for any: a sort shows the same rows in the
 *     same order whatever it walks
 * @param sorts whether rows are sorted
 */
record BegunWay(String key, boolean sorts) {

  /** Along whichever key gives the order. */
  static final BegunWay IN_ORDER = new BegunWay(null, false);
}
