package io.ashlar.rows.history;

/**
 * A condition: a column between two numbers, inclusive. Null is in no range.
 *
 * @param column id, code, grp or val
 * @param low the least number
 * @param high the greatest, not less
 */
record Range(String column, long low, long high) {

  boolean holds(Item item) {
    Long value =
        switch (column) {
          case "id" -> Long.valueOf(item.id());
          case "code" -> item.code();
          case "grp" -> Long.valueOf(item.grp());
          default -> Long.valueOf(item.val());
        };
    return value != null && value >= low && value <= high;
  }
}
