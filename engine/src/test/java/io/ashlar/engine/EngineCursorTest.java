package io.ashlar.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineCursorTest {

  @TempDir Path temp;
  private StoreFixture store;
  private EngineCursor cursor;

  @BeforeEach
  void open() {
    store = new StoreFixture(temp);
    cursor = store.engine.acquireCursor(Family.DATA);
    for (String key : new String[] {"a", "ab", "abc", "b", "c"}) {
      store.put(key, key.toUpperCase(Locale.ROOT));
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void shouldMoveBothWaysWithinBoundsOfAnyLength() {
    StoreFixture.reset(cursor, null, null, null);
    assertThat(StoreFixture.forward(cursor))
        .containsExactly("a=A", "ab=AB", "abc=ABC", "b=B", "c=C");
    StoreFixture.reset(cursor, null, "ab", "abcd");
    assertThat(StoreFixture.forward(cursor)).containsExactly("ab=AB", "abc=ABC");
    StoreFixture.reset(cursor, null, "a", "c");
    assertThat(StoreFixture.backward(cursor)).containsExactly("b=B", "abc=ABC", "ab=AB", "a=A");
    StoreFixture.reset(cursor, null, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "b");
    assertThat(StoreFixture.forward(cursor)).containsExactly("ab=AB", "abc=ABC");
    StoreFixture.reset(cursor, null, "b", null);
    assertThat(StoreFixture.backward(cursor)).containsExactly("c=C", "b=B");
    StoreFixture.reset(cursor, null, "b", "b");
    assertThat(StoreFixture.forward(cursor)).isEmpty();
    assertThat(StoreFixture.backward(cursor)).isEmpty();
  }

  @Test
  void shouldClampSeeksToTheRange() {
    StoreFixture.reset(cursor, null, "ab", "c");
    assertThat(StoreFixture.seek(cursor, "a")).isTrue();
    assertThat(StoreFixture.key(cursor)).isEqualTo("ab");
    assertThat(StoreFixture.seek(cursor, "c")).isFalse();
    assertThat(StoreFixture.seekBefore(cursor, "zzz")).isTrue();
    assertThat(StoreFixture.key(cursor)).isEqualTo("b");
    assertThat(StoreFixture.seekBefore(cursor, "b")).isTrue();
    assertThat(StoreFixture.key(cursor)).isEqualTo("abc");
    assertThat(StoreFixture.seekBefore(cursor, "ab")).isFalse();
  }

  @Test
  void shouldTurnRoundAnywhere() {
    StoreFixture.reset(cursor, null, null, null);
    assertThat(StoreFixture.seek(cursor, "b")).isTrue();
    assertThat(cursor.prev()).isTrue();
    assertThat(StoreFixture.key(cursor)).isEqualTo("abc");
    assertThat(cursor.next()).isTrue();
    assertThat(StoreFixture.key(cursor)).isEqualTo("b");
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.prev()).isTrue();
    assertThat(StoreFixture.value(cursor)).isEqualTo("B");
  }

  @Test
  void shouldSeeTheStateItWasResetOntoAndNoOther() {
    try (EngineSnapshot first = store.engine.openSnapshot()) {
      store.put("a", "changed");
      store.delete("b");
      store.engine.flush();
      EngineSnapshot second = store.engine.openSnapshot();
      store.put("bb", "later");
      for (int i = 0; i < 20; i++) {
        StoreFixture.reset(cursor, first, null, "c");
        assertThat(StoreFixture.forward(cursor)).containsExactly("a=A", "ab=AB", "abc=ABC", "b=B");
        StoreFixture.reset(cursor, second, null, "c");
        assertThat(StoreFixture.backward(cursor)).containsExactly("abc=ABC", "ab=AB", "a=changed");
        StoreFixture.reset(cursor, null, "b", null);
        assertThat(StoreFixture.forward(cursor)).containsExactly("bb=later", "c=C");
      }
      StoreFixture.reset(cursor, second, null, "c");
      second.close();
      for (int i = 0; i < 100; i++) {
        store.put("a", "again" + i);
      }
      store.engine.flush();
      assertThat(StoreFixture.forward(cursor)).containsExactly("a=changed", "ab=AB", "abc=ABC");
      assertThatThrownBy(() -> StoreFixture.reset(cursor, second, null, null))
          .isInstanceOf(ClosedException.class)
          .hasMessage("The snapshot is closed.");
    }
  }

  @Test
  void shouldIsolateReadersAtTheirSnapshot() {
    try (EngineSnapshot snapshot = store.engine.openSnapshot()) {
      store.reader.snapshot(snapshot);
      store.put("a", "new");
      assertThat(store.get("a")).isEqualTo("A");
      store.reader.snapshot(null);
      assertThat(store.get("a")).isEqualTo("new");
      store.reader.snapshot(snapshot);
    }
    assertThatThrownBy(() -> store.get("a"))
        .isInstanceOf(ClosedException.class)
        .hasMessage("The snapshot is closed.");
    store.reader.snapshot(null);
    assertThat(store.get("a")).isEqualTo("new");
  }

  @Test
  void shouldRefuseUseWhenNotOnARow() {
    assertThatThrownBy(cursor::seekFirst).isInstanceOf(IllegalUseException.class);
    StoreFixture.reset(cursor, null, null, null);
    assertThat(cursor.valid()).isFalse();
    assertThatThrownBy(cursor::next).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(cursor::value).isInstanceOf(IllegalUseException.class);
    assertThat(cursor.seekLast()).isTrue();
    assertThat(cursor.next()).isFalse();
    assertThatThrownBy(cursor::prev).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> StoreFixture.reset(cursor, null, "b", "a"))
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(cursor::seekFirst).isInstanceOf(IllegalUseException.class);
  }

  @Test
  void shouldExpireViewsWhenMovedOrParked() {
    StoreFixture.reset(cursor, null, null, null);
    assertThat(cursor.seekLast()).isTrue();
    DirectBuffer key = cursor.key();
    DirectBuffer value = cursor.value();
    assertThat(value.capacity()).isEqualTo(1);
    assertThat(cursor.next()).isFalse();
    assertThat(key.capacity()).isZero();
    assertThat(value.capacity()).isZero();
    cursor.park();
    cursor.park();
    assertThatThrownBy(cursor::seekFirst).isInstanceOf(IllegalUseException.class);
    StoreFixture.reset(cursor, null, null, null);
    assertThat(cursor.seekFirst()).isTrue();
  }

  @Test
  void shouldParkWhenAnotherThreadReadsAValue() throws Exception {
    store.put("d", "x".repeat(1 << 20));
    AtomicBoolean parked = new AtomicBoolean();
    FutureTask<Void> reader =
        new FutureTask<>(
            () -> {
              while (!parked.get()) {
                try {
                  assertThat(cursor.value().capacity()).isIn(0, 1 << 20);
                } catch (IllegalUseException standsOnNoRow) {
                  assertThat(standsOnNoRow).hasMessageContaining("The ");
                }
              }
              return null;
            });
    new Thread(reader, "reads-values").start();
    try {
      for (int i = 0; i < 500; i++) {
        try {
          StoreFixture.reset(cursor, null, null, null);
          assertThat(cursor.seekLast()).isTrue();
        } catch (IllegalUseException readerIsInside) {
          // As two owners at once are told.
        }
        cursor.park();
      }
    } finally {
      parked.set(true);
      reader.get(60, TimeUnit.SECONDS);
    }
    assertThatThrownBy(cursor::seekFirst).isInstanceOf(IllegalUseException.class);
    assertThat(store.engine.trimIdle(0)).isOne();
  }

  @Test
  void shouldFreeIdleIteratorsWhenTrimmed() {
    StoreFixture.reset(cursor, null, null, null);
    assertThat(store.engine.trimIdle(0)).isZero();
    cursor.park();
    assertThat(store.engine.trimIdle(Long.MAX_VALUE)).isZero();
    assertThat(store.engine.trimIdle(0)).isOne();
    StoreFixture.reset(cursor, null, null, null);
    assertThat(StoreFixture.forward(cursor)).hasSize(5);
  }

  @Test
  void shouldGrowForLargeValues() {
    store.put("a", "x".repeat(3 << 20));
    StoreFixture.reset(cursor, null, null, null);
    assertThat(cursor.seekFirst()).isTrue();
    assertThat(StoreFixture.value(cursor)).hasSize(3 << 20);
    assertThat(cursor.next()).isTrue();
    assertThat(StoreFixture.value(cursor)).isEqualTo("AB");
  }

  @Test
  void shouldForgetNarrowBoundWhenTurningRoundInTheSameBlock() {
    for (int i = 1_000; i < 3_000; i++) {
      store.put("k" + i, "v");
    }
    store.engine.flush();
    StoreFixture.reset(cursor, null, "k1100", "k1110");
    assertThat(StoreFixture.forward(cursor)).hasSize(10);
    StoreFixture.reset(cursor, null, null, null);
    assertThat(StoreFixture.seekBefore(cursor, "k1105")).isTrue();
    for (int i = 1_105; i < 3_000; i++) {
      assertThat(cursor.next()).as("row %d", i).isTrue();
      assertThat(StoreFixture.key(cursor)).isEqualTo("k" + i);
    }
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void shouldKeepNarrowBoundWhenTurningRoundInTheSameBlock() {
    for (int i = 1_000; i < 3_000; i++) {
      store.put("k" + i, "v");
    }
    store.engine.flush();
    StoreFixture.reset(cursor, null, null, null);
    assertThat(StoreFixture.seek(cursor, "k1100")).isTrue();
    StoreFixture.reset(cursor, null, "k1050", "k1110");
    assertThat(StoreFixture.seekBefore(cursor, "k1105")).isTrue();
    for (int i = 1_105; i < 1_110; i++) {
      assertThat(cursor.next()).as("row %d", i).isTrue();
    }
    assertThat(cursor.next()).isFalse();
  }
}
