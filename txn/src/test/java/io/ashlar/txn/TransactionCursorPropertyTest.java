package io.ashlar.txn;

import static io.ashlar.txn.Fixture.delete;
import static io.ashlar.txn.Fixture.key;
import static io.ashlar.txn.Fixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.cursor.TransactionCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The merged cursor against a tree map, in both directions, while the transaction writes on. */
class TransactionCursorPropertyTest {

  private static final int KEYS = 24;

  @Property(tries = 200)
  void shouldWalkTheStateOfItsOpeningWhenWritesGoOn(@ForAll long seed) {
    Random random = new Random(seed);
    try (Fixture db = new Fixture()) {
      TreeMap<Long, Long> state = new TreeMap<>();
      StoreTransaction transaction = db.begin(IsolationLevel.READ_COMMITTED);
      mutate(transaction, state, random, random.nextInt(30));
      transaction.commit();
      transaction.begin(IsolationLevel.SNAPSHOT, Durability.GROUP);
      TransactionCursor cursor = transaction.newCursor();
      TransactionCursor other = transaction.newCursor();
      for (int scan = 0; scan < 4; scan++) {
        mutate(transaction, state, random, random.nextInt(8));
        long low = random.nextInt(KEYS);
        long high = low + random.nextInt(KEYS);
        TreeMap<Long, Long> expected = new TreeMap<>(state.subMap(low, high));
        cursor.open(key(low), 0, 12, key(high), 0, 12);
        Long current = null;
        for (int move = 0; move < 40; move++) {
          if (random.nextInt(4) == 0) {
            mutate(transaction, state, random, 1);
            Fixture.open(other);
          }
          current = move(cursor, expected, current, random);
        }
      }
    }
  }

  @Property(tries = 200)
  void shouldKeepToPartsOfItsRangeWhenNarrowed(@ForAll long seed) {
    Random random = new Random(seed);
    try (Fixture db = new Fixture()) {
      TreeMap<Long, Long> state = new TreeMap<>();
      StoreTransaction transaction = db.begin(IsolationLevel.READ_COMMITTED);
      mutate(transaction, state, random, random.nextInt(30));
      transaction.commit();
      transaction.begin(IsolationLevel.SERIALIZABLE, Durability.GROUP);
      TransactionCursor cursor = transaction.newCursor();
      mutate(transaction, state, random, random.nextInt(8));
      TreeMap<Long, Long> expected = new TreeMap<>(state);
      cursor.open(key(0), 0, 12, key(KEYS), 0, 12);
      for (int part = 0; part < 8; part++) {
        long low = random.nextInt(KEYS);
        long high = low + random.nextInt((int) (KEYS - low) + 1);
        cursor.narrow(key(low), 12, key(high), 12);
        mutate(transaction, state, random, random.nextInt(3));
        boolean forward = random.nextBoolean();
        List<Long> met = new ArrayList<>();
        NavigableMap<Long, Long> within = new TreeMap<>(expected.subMap(low, true, high, false));
        boolean more;
        if (random.nextBoolean()) {
          long from = random.nextInt(KEYS);
          within = forward ? within.tailMap(from, true) : within.headMap(from, false);
          more = forward ? cursor.seek(key(from), 0, 12) : cursor.seekBefore(key(from), 0, 12);
        } else {
          more = forward ? cursor.first() : cursor.last();
        }
        while (more) {
          String current = Fixture.current(cursor);
          long key = Long.parseLong(current.substring(0, current.indexOf('=')));
          assertThat(current).isEqualTo(key + "=" + expected.get(key));
          met.add(key);
          more = forward ? cursor.next() : cursor.previous();
        }
        assertThat(met)
            .containsExactlyElementsOf((forward ? within : within.descendingMap()).keySet());
      }
      transaction.commit();
    }
  }

  private static Long move(
      TransactionCursor cursor, NavigableMap<Long, Long> expected, Long current, Random random) {
    long target = random.nextInt(KEYS);
    boolean moved;
    Long now;
    switch (random.nextInt(current == null ? 4 : 12)) {
      case 0 -> {
        moved = cursor.first();
        now = expected.isEmpty() ? null : expected.firstKey();
      }
      case 1 -> {
        moved = cursor.last();
        now = expected.isEmpty() ? null : expected.lastKey();
      }
      case 2 -> {
        moved = cursor.seek(key(target), 0, 12);
        now = expected.ceilingKey(target);
      }
      case 3 -> {
        moved = cursor.seekBefore(key(target), 0, 12);
        now = expected.lowerKey(target);
      }
      case 4, 5, 6, 7 -> {
        moved = cursor.next();
        now = expected.higherKey(current);
      }
      default -> {
        moved = cursor.previous();
        now = expected.lowerKey(current);
      }
    }
    assertThat(moved).isEqualTo(now != null);
    if (now != null) {
      assertThat(Fixture.current(cursor)).isEqualTo(now + "=" + expected.get(now));
      assertThat(cursor.keyLength()).isEqualTo(12);
      assertThat(cursor.valueLength()).isEqualTo(17);
    }
    return now;
  }

  private static void mutate(
      StoreTransaction transaction, NavigableMap<Long, Long> state, Random random, int count) {
    for (int i = 0; i < count; i++) {
      long key = random.nextInt(KEYS);
      if (random.nextInt(3) == 0) {
        delete(transaction, key);
        state.remove(key);
      } else {
        long value = random.nextInt(1000);
        put(transaction, key, value);
        state.put(key, value);
      }
    }
  }
}
