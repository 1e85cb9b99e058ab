package io.ashlar.rows.history;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A scan of one key.
 *
 * @param key primary, by_code or by_grp
 * @param range the condition, or null
 * @param reverse whether from the end
 * @param limit most rows
 * @param covered whether only the columns that by_grp covers are asked for
 * @param forUpdate whether rows are locked
 */
record Slice(
    String key, Range range, boolean reverse, long limit, boolean covered, boolean forUpdate) {

  private static final Comparator<Item> BY_ID = Comparator.comparingLong(Item::id);

  private Comparator<Item> order() {
    Comparator<Item> order =
        switch (key) {
          case "primary" -> BY_ID;
          case "by_code" ->
              Comparator.comparing(Item::code, Comparator.nullsFirst(Comparator.naturalOrder()));
          default ->
              Comparator.comparingLong(Item::grp)
                  .thenComparing(Comparator.comparingLong(Item::val).reversed());
        };
    order = order.thenComparing(BY_ID);
    return reverse ? order.reversed() : order;
  }

  /** What the scan shows of these rows. */
  List<Item> of(Collection<Item> rows) {
    return rows.stream()
        .filter(item -> range == null || range.holds(item))
        .sorted(order())
        .limit(limit)
        .map(item -> covered ? item.withoutCode() : item)
        .toList();
  }
}
