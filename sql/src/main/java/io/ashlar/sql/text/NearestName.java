package io.ashlar.sql.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The name that was probably meant by a wrong one. */
public final class NearestName {

  /** Names that differ in as many letters are not what was meant. */
  private static final int FAR = 3;

  private NearestName() {}

  /**
   * The name with fewest letters changed, in whatever case; of several the first in order.
   *
   * @param wrong what was written
   * @param names what there is
   * @return empty when none is near
   */
  public static Optional<String> of(String wrong, Collection<String> names) {
    String nearest = null;
    int least = Math.min(FAR, wrong.length());
    String lower = wrong.toLowerCase(Locale.ROOT);
    for (String name : names) {
      int distance = distance(lower, name.toLowerCase(Locale.ROOT), least + 1);
      boolean isFirst = nearest != null && distance == least && name.compareTo(nearest) < 0;
      if (distance < least || isFirst) {
        least = distance;
        nearest = name;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** Insertions, deletions and replacements that lead from one to the other (Levenshtein). */
  private static int distance(String left, String right, int unless) {
    if (Math.abs(left.length() - right.length()) >= unless) {
      return unless;
    }
    int[] row = new int[right.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}
