package io.ashlar.rows.history;

/**
 * A row of the table of histories.
 *
 * @param id the primary key
 * @param code unique, or null
 * @param grp leads the index by_grp
 * @param val follows in it, descending
 * @param note is stored in it
 */
record Item(long id, Long code, long grp, long val, String note) {

  /** What the index by_grp covers. */
  Item withoutCode() {
    return new Item(id, null, grp, val, note);
  }
}
