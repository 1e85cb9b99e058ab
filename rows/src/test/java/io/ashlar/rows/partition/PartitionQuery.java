package io.ashlar.rows.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.AggregateReader;
import io.ashlar.aggregate.ColumnAggregate;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.aggregate.PreparedGroups;
import io.ashlar.page.Budget;
import io.ashlar.page.Continuation;
import io.ashlar.page.StopReason;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Order;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.rows.partition.PartitionModel.Item;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** A random predicate with an order, as a scan and as Java. */
final class PartitionQuery {

  private static final Instant START = Instant.parse("2026-01-30T00:00:00Z");

  private final Table table;
  private final Random random;
  private final StringColumn region;
  private final TimestampColumn at;
  private final LongColumn id;
  private final LongColumn amount;
  private final List<Predicate> terms = new ArrayList<>();
  private java.util.function.Predicate<Item> selects = item -> true;

  PartitionQuery(Table table, Random random) {
    this.table = table;
    this.random = random;
    this.region = table.stringColumn("region");
    this.at = table.timestampColumn("at");
    this.id = table.longColumn("id");
    this.amount = table.longColumn("amount");
    terms.add(id.atLeast(-1_000));
    if (random.nextInt(3) == 0) {
      // True of every row, but an index that lacks the column has to lead to it.
      terms.add(amount.isNull().or(amount.isNotNull()));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      addTerm();
    }
  }

  private void add(Predicate term, java.util.function.Predicate<Item> condition) {
    terms.add(term);
    selects = selects.and(condition);
  }

  private void addTerm() {
    String oneRegion = PartitionModel.REGIONS.get(random.nextInt(5));
    String other = PartitionModel.REGIONS.get(random.nextInt(5));
    Instant from = START.plusSeconds(3_600L * random.nextInt(130) - 3_600);
    Instant to = from.plusSeconds(3_600L * random.nextInt(60));
    long number = random.nextInt(40) - 10L;
    int kind = random.nextInt(12);
    switch (kind) {
      case 0 -> add(region.eq(oneRegion), i -> i.key().region().equals(oneRegion));
      case 1 -> add(region.in(oneRegion, other), i -> isOne(i, oneRegion, other));
      case 2 -> add(region.lessThan(oneRegion), i -> i.key().region().compareTo(oneRegion) < 0);
      case 3 -> add(at.atLeast(from), i -> !i.key().at().isBefore(from));
      case 4 -> {
        add(at.greaterThan(from), i -> i.key().at().isAfter(from));
        add(at.atMost(to), i -> !i.key().at().isAfter(to));
      }
      case 5 -> add(at.lessThan(from), i -> i.key().at().isBefore(from));
      case 6 -> add(at.in(from, to), i -> i.key().at().equals(from) || i.key().at().equals(to));
      case 7 -> add(id.eq(number), i -> i.key().id() == number);
      case 8 -> add(id.in(number, number + 9), i -> Math.abs(i.key().id() - number - 4.5) == 4.5);
      case 9 -> add(id.greaterThan(number), i -> i.key().id() > number);
      case 10 -> add(amount.atLeast(5), i -> i.amount() != null && i.amount() >= 5);
      default ->
          add(
              region.eq(oneRegion).or(id.lessThan(number)),
              i -> i.key().region().equals(oneRegion) || i.key().id() < number);
    }
  }

  private static boolean isOne(Item item, String one, String other) {
    return item.key().region().equals(one) || item.key().region().equals(other);
  }

  Predicate predicate() {
    return terms.stream().reduce(Predicate::and).orElseThrow();
  }

  List<Item> selected(Collection<Item> items) {
    return items.stream().filter(selects).toList();
  }

  void check(ReadTransaction tx, Collection<Item> items) {
    Scan scan = table.scan().where(predicate());
    Comparator<Item> order = order(scan);
    boolean reversed = random.nextInt(3) == 0;
    if (reversed) {
      scan.reverse();
    }
    int limit = random.nextInt(3) == 0 ? random.nextInt(6) : Integer.MAX_VALUE;
    if (limit < Integer.MAX_VALUE) {
      scan.limit(limit);
    }
    if (tx instanceof Transaction && random.nextInt(4) == 0) {
      scan.forUpdate();
    }
    boolean inPieces = limit == Integer.MAX_VALUE && random.nextBoolean();
    if (inPieces) {
      scan.budget(Budget.ofRows(1 + random.nextInt(7)));
    }
    List<Item> expected = new ArrayList<>(selected(items));
    try (PreparedScan prepared = scan.prepare()) {
      for (int turn = 0; turn < 2; turn++) {
        List<Item> found = inPieces ? readInPieces(prepared, tx) : read(prepared, tx);
        String plan = prepared.explain();
        if (order == null) {
          assertThat(found).as(plan).doesNotHaveDuplicates().isSubsetOf(expected);
          assertThat(found).as(plan).hasSize(Math.min(limit, expected.size()));
        } else {
          expected.sort(reversed ? order.reversed() : order);
          assertThat(found)
              .as(plan)
              .isEqualTo(expected.subList(0, Math.min(limit, expected.size())));
        }
      }
    }
  }

  /** Each piece goes on from a token that was written as text. */
  private List<Item> readInPieces(PreparedScan scan, ReadTransaction tx) {
    List<Item> found = new ArrayList<>();
    Optional<Continuation> token = Optional.empty();
    do {
      token.ifPresent(at -> scan.resume(Continuation.parse(at.toString())));
      try (RowCursor cursor = scan.open(tx)) {
        boolean stopEarly = random.nextInt(4) == 0;
        boolean more = cursor.next();
        while (more) {
          found.add(item(cursor));
          more = !stopEarly && cursor.next();
        }
        token = cursor.continuation();
        assertThat(token.isEmpty()).isEqualTo(cursor.stopped() == StopReason.EXHAUSTED);
      }
    } while (token.isPresent());
    return found;
  }

  /** What a sort in memory shows first. */
  void checkSorted(ReadTransaction tx, Collection<Item> items) {
    int limit = random.nextInt(8);
    Scan scan =
        table
            .scan()
            .where(predicate())
            .orderBy(amount.descending(), id.ascending())
            .limit(limit)
            .sortInMemory(1 << 20);
    if (tx instanceof Transaction && random.nextBoolean()) {
      scan.forUpdate();
    }
    Comparator<Long> nullsLast = Comparator.nullsLast(Comparator.reverseOrder());
    List<Item> expected =
        selected(items).stream()
            .sorted(
                Comparator.comparing(Item::amount, nullsLast)
                    .thenComparing(i -> i.key().id())
                    .thenComparing(Item::key))
            .limit(limit)
            .toList();
    try (PreparedScan prepared = scan.prepare()) {
      assertThat(read(prepared, tx)).as(prepared.explain()).isEqualTo(expected);
    }
    checkSortedPieces(tx, items, nullsLast);
  }

  /** The same order to its end, piece by piece. */
  private void checkSortedPieces(
      ReadTransaction tx, Collection<Item> items, Comparator<Long> byAmount) {
    Scan scan = table.scan().where(predicate()).orderBy(amount.descending(), id.ascending());
    boolean reversed = random.nextBoolean();
    if (reversed) {
      scan.reverse();
    }
    if (tx instanceof Transaction && random.nextInt(3) == 0) {
      scan.forUpdate();
    }
    if (random.nextBoolean()) {
      scan.limit(1 + random.nextInt(9));
    } else {
      scan.budget(Budget.ofRows(1 + random.nextInt(9))).sortInMemory(1_000);
    }
    Comparator<Item> order =
        Comparator.comparing(Item::amount, byAmount)
            .thenComparing(i -> i.key().id())
            .thenComparing(Item::key);
    List<Item> expected =
        selected(items).stream().sorted(reversed ? order.reversed() : order).toList();
    try (PreparedScan prepared = scan.prepare()) {
      assertThat(readInPieces(prepared, tx)).as(prepared.explain()).isEqualTo(expected);
    }
  }

  /** Counts, sums and extremes of all rows and by region. */
  void checkAggregates(ReadTransaction tx, Collection<Item> items) {
    LongAggregate rows = Aggregate.count();
    LongAggregate total = Aggregate.sum(amount);
    ColumnAggregate<TimestampColumn> first = Aggregate.min(at);
    List<Item> expected = selected(items);
    try (PreparedAggregate all = table.scan().where(predicate()).aggregate(rows, total, first)) {
      AggregateReader found = all.fetch(tx);
      assertThat(found.getLong(rows)).as(all.explain()).isEqualTo(expected.size());
      if (!expected.isEmpty()) {
        assertThat(found.getTimestamp(first))
            .isEqualTo(expected.stream().map(i -> i.key().at()).min(Instant::compareTo).get());
      }
    }
    try (PreparedAggregate seek = table.scan().where(predicate()).aggregate(first)) {
      AggregateReader found = seek.fetch(tx);
      assertThat(found.isNull(first)).as(seek.explain()).isEqualTo(expected.isEmpty());
    }
    TreeMap<String, Long> sums = new TreeMap<>();
    for (Item item : expected) {
      long more = item.amount() == null ? 0 : item.amount();
      sums.merge(item.key().region(), more, Long::sum);
    }
    TreeMap<String, Long> read = new TreeMap<>();
    try (PreparedGroups groups =
            table.scan().where(predicate()).groupBy(region).aggregate(total, rows);
        GroupCursor group = groups.open(tx)) {
      while (group.next()) {
        long sum = group.isNull(total) ? 0 : group.getLong(total);
        assertThat(read.put(group.getString(region), sum)).as(groups.explain()).isNull();
      }
    }
    assertThat(read).isEqualTo(sums);
  }

  private Comparator<Item> order(Scan scan) {
    Comparator<Item> byKey = Comparator.comparing(Item::key);
    Comparator<Item> byTime = Comparator.comparing((Item i) -> i.key().at()).thenComparing(byKey);
    return switch (random.nextInt(6)) {
      case 0 -> {
        scan.orderBy(region.ascending(), at.ascending(), id.ascending());
        yield byKey;
      }
      case 1 -> {
        scan.orderBy(region.descending(), at.descending(), id.descending());
        yield byKey.reversed();
      }
      case 2 -> {
        scan.orderBy(orders(false)).using("by_at");
        yield byTime;
      }
      case 3 -> {
        scan.orderBy(orders(true));
        yield byTime.reversed();
      }
      default -> null;
    };
  }

  private Order[] orders(boolean down) {
    return down
        ? new Order[] {at.descending(), region.descending(), id.descending()}
        : new Order[] {at.ascending(), region.ascending(), id.ascending()};
  }

  private List<Item> read(PreparedScan scan, ReadTransaction tx) {
    List<Item> found = new ArrayList<>();
    try (RowCursor cursor = scan.open(tx)) {
      while (cursor.next()) {
        found.add(item(cursor));
      }
    }
    return found;
  }

  private Item item(RowCursor cursor) {
    PartitionModel.Key key =
        new PartitionModel.Key(
            cursor.getString(region), cursor.getTimestamp(at), cursor.getLong(id));
    return new Item(key, cursor.isNull(amount) ? null : cursor.getLong(amount));
  }
}
