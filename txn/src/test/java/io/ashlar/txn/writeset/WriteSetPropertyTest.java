package io.ashlar.txn.writeset;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.key.KeyHash;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.store.VersionedStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.MutableDirectBuffer;

/** A write set against a tree map: an empty text stands for a deletion. */
class WriteSetPropertyTest {

  private static final MutableDirectBuffer LOW = buffer("");
  private static final MutableDirectBuffer HIGH = buffer("\u007f");

  @Property(tries = 300)
  void shouldAgreeWithMapWhenWritesSavepointsAndScansMix(@ForAll long seed) {
    Random random = new Random(seed);
    try (BufferPool pool = new BufferPool(1 << 20)) {
      try (WriteSet set = new WriteSet(pool, 64 << 20);
          PooledBuffer into = pool.acquire(64)) {
        Model model = new Model(set);
        for (int step = 0; step < 250; step++) {
          model.step(random);
          model.verifyGets(random, into);
        }
        model.finish();
        set.clear();
        assertThat(set.isEmpty()).isTrue();
        assertThat(set.bytes()).isZero();
      }
      assertThat(pool.outstanding()).isZero();
    }
  }

  private static MutableDirectBuffer buffer(String text) {
    return Flyweights.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A cursor, the writes that it must see, and where it stands. */
  private static final class Scan {
    private final WriteSetCursor cursor;
    private final NavigableMap<String, String> expected;
    private final int position;
    private String current;

    private Scan(WriteSetCursor cursor, Map<String, String> state) {
      this.cursor = cursor;
      this.expected = new TreeMap<>(state);
      this.position = cursor.position();
    }

    private void move(Random random) {
      boolean moved;
      int choice = random.nextInt(current == null ? 4 : 6);
      String target = key(random);
      MutableDirectBuffer bytes = buffer(target);
      switch (choice) {
        case 0 -> {
          moved = cursor.first();
          current = expected.isEmpty() ? null : expected.firstKey();
        }
        case 1 -> {
          moved = cursor.last();
          current = expected.isEmpty() ? null : expected.lastKey();
        }
        case 2 -> {
          moved = cursor.seek(bytes, 0, bytes.capacity());
          current = expected.ceilingKey(target);
        }
        case 3 -> {
          moved = cursor.seekBefore(bytes, 0, bytes.capacity());
          current = expected.lowerKey(target);
        }
        case 4 -> {
          moved = cursor.next();
          current = expected.higherKey(current);
        }
        default -> {
          moved = cursor.previous();
          current = expected.lowerKey(current);
        }
      }
      assertThat(moved).isEqualTo(current != null);
      verify();
    }

    private void verify() {
      if (current == null) {
        return;
      }
      byte[] key = new byte[cursor.keyLength()];
      cursor.buffer().getBytes(cursor.keyOffset(), key);
      assertThat(new String(key, StandardCharsets.UTF_8)).isEqualTo(current);
      assertThat(cursor.deleted()).isEqualTo(expected.get(current).isEmpty());
      byte[] value = new byte[cursor.valueLength()];
      cursor.buffer().getBytes(cursor.valueOffset(), value);
      assertThat(new String(value, StandardCharsets.UTF_8)).isEqualTo(expected.get(current));
    }
  }

  private record Saved(long name, int position, TreeMap<String, String> state) {}

  private static final class Model {
    private final WriteSet set;
    private TreeMap<String, String> state = new TreeMap<>();
    private final List<Saved> saved = new ArrayList<>();
    private final List<Scan> scans = new ArrayList<>();
    private int entries;

    private Model(WriteSet set) {
      this.set = set;
    }

    private void step(Random random) {
      int choice = random.nextInt(20);
      if (choice < 11) {
        write(random, choice < 8);
      } else if (choice < 13) {
        entries = set.log().count();
        saved.add(new Saved(set.savepoint(), entries, new TreeMap<>(state)));
      } else if (choice == 13 && !saved.isEmpty()) {
        rollback(random.nextInt(saved.size()));
      } else if (choice == 14 && !saved.isEmpty()) {
        int index = random.nextInt(saved.size());
        set.releaseSavepoint(saved.get(index).name());
        saved.subList(index, saved.size()).clear();
      } else if (choice == 15) {
        open();
      } else if (choice == 16 && !scans.isEmpty()) {
        scans.remove(random.nextInt(scans.size())).cursor.release();
      }
      for (Scan scan : scans) {
        scan.verify();
        scan.move(random);
      }
    }

    private void write(Random random, boolean put) {
      String key = key(random);
      String value = put ? "v" + "x".repeat(random.nextInt(30)) + random.nextInt(1000) : "";
      MutableDirectBuffer bytes = buffer(key);
      long hash = KeyHash.hash(bytes, 0, bytes.capacity());
      if (put) {
        MutableDirectBuffer content = buffer(value);
        set.put(hash, 7, bytes, 0, bytes.capacity(), content, 0, content.capacity());
      } else {
        set.delete(hash, 7, bytes, 0, bytes.capacity());
      }
      state.put(key, value);
    }

    private void rollback(int index) {
      Saved target = saved.get(index);
      scans.removeIf(
          scan -> {
            boolean after = scan.position > target.position();
            if (after) {
              scan.cursor.release();
            }
            return after;
          });
      assertThat(set.rollbackTo(target.name())).isEqualTo(target.position());
      saved.subList(index + 1, saved.size()).clear();
      state = new TreeMap<>(target.state());
    }

    private void open() {
      WriteSetCursor cursor = new WriteSetCursor(set);
      boolean opened = cursor.open(LOW, 0, 0, HIGH, 0, 1);
      assertThat(opened).isEqualTo(!state.isEmpty());
      if (opened) {
        scans.add(new Scan(cursor, state));
      }
    }

    private void verifyGets(Random random, PooledBuffer into) {
      String key = key(random);
      MutableDirectBuffer bytes = buffer(key);
      int length =
          set.read(KeyHash.hash(bytes, 0, bytes.capacity()), bytes, 0, bytes.capacity(), into);
      String expected = state.get(key);
      if (expected == null) {
        assertThat(length).isEqualTo(WriteSet.NOT_WRITTEN);
      } else if (expected.isEmpty()) {
        assertThat(length).isEqualTo(VersionedStore.ABSENT);
      } else {
        assertThat(into.buffer().getStringWithoutLengthAscii(0, length)).isEqualTo(expected);
      }
      assertThat(set.size()).isEqualTo(state.size());
      assertThat(set.writes()).isEqualTo(state.size());
      assertThat(set.bytes())
          .isEqualTo(state.entrySet().stream().mapToLong(WriteSetPropertyTest::bytes).sum());
    }

    private void finish() {
      for (Scan scan : scans) {
        scan.cursor.release();
      }
    }
  }

  private static long bytes(Map.Entry<String, String> entry) {
    return (long) entry.getKey().length() + entry.getValue().length();
  }

  private static String key(Random random) {
    return "k" + random.nextInt(8) + "abcdefghij".substring(random.nextInt(10));
  }
}
