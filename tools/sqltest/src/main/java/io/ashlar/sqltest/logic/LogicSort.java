package io.ashlar.sqltest.logic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How the values of a result are put in order before they are compared. */
enum LogicSort {
  /** Not at all: the statement orders its rows. */
  NOSORT,

  /** Row by row, as texts. */
  ROWSORT,

  /** All values together, as texts. */
  VALUESORT;

  static LogicSort named(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The values of the rows in this order, one after the other. */
  List<String> values(List<List<String>> rows) {
    List<List<String>> sorted = new ArrayList<>(rows);
    if (this == ROWSORT) {
      sorted.sort(LogicSort::compareRows);
    }
    List<String> values = new ArrayList<>();
    sorted.forEach(values::addAll);
    if (this == VALUESORT) {
      Collections.sort(values);
    }
    return values;
  }

  private static int compareRows(List<String> left, List<String> right) {
    for (int i = 0; i < left.size(); i++) {
      int order = left.get(i).compareTo(right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
