package io.ashlar.rows.history;

/**
 * What an update does to a row.
 *
 * @param newCode whether the code is set, to {@code code}, which may be null
 * @param code the code
 * @param addCode what is added to a code that is not null, or 0
 * @param grp the group that is set, or null
 * @param addVal what is added to the value, or 0
 * @param note the note that is set
 */
record Change(boolean newCode, Long code, long addCode, Long grp, long addVal, String note) {

  Item of(Item item) {
    Long moved = item.code() == null ? null : Long.valueOf(item.code() + addCode);
    return new Item(
        item.id(),
        newCode ? code : moved,
        grp == null ? item.grp() : grp,
        item.val() + addVal,
        note);
  }
}
