package io.ashlar.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineBatchTest {

  @TempDir Path temp;
  private StoreFixture store;

  @BeforeEach
  void open() {
    store = new StoreFixture(temp);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void shouldShowNothingUntilWrittenAndThenAll() {
    store.put("gone", "x");
    try (EngineBatch batch = store.engine.newBatch()) {
      StoreFixture.put(batch, "a", "1");
      StoreFixture.put(batch, "b", "2");
      StoreFixture.delete(batch, "gone");
      assertThat(batch.count()).isEqualTo(3);
      assertThat(batch.bytes()).isPositive();
      assertThat(store.get("a")).isNull();
      long before = store.engine.latestSequence();
      store.engine.write(batch);
      assertThat(store.engine.latestSequence()).isEqualTo(before + 3);
      assertThat(store.get("a")).isEqualTo("1");
      assertThat(store.get("b")).isEqualTo("2");
      assertThat(store.get("gone")).isNull();
      batch.clear();
      assertThat(batch.count()).isZero();
    }
  }

  @Test
  void shouldDeleteHalfOpenRange() {
    for (String key : new String[] {"a", "b", "c", "d"}) {
      store.put(key, key);
    }
    try (EngineBatch batch = store.engine.newBatch()) {
      MutableDirectBuffer b = StoreFixture.bytes("b");
      MutableDirectBuffer d = StoreFixture.bytes("d");
      batch.deleteRange(Family.DATA, b, 0, 1, d, 0, 1);
      store.engine.write(batch);
    }
    assertThat(store.get("a")).isEqualTo("a");
    assertThat(store.get("b")).isNull();
    assertThat(store.get("c")).isNull();
    assertThat(store.get("d")).isEqualTo("d");
  }

  @Test
  void shouldTakeKeyAndValueFromOneSlicedBuffer() {
    ByteBuffer whole = ByteBuffer.allocateDirect(64);
    MutableDirectBuffer buffer = Flyweights.wrap(Flyweights.wrap(whole), 10, 40);
    buffer.putStringWithoutLengthAscii(3, "keyvalue");
    try (EngineBatch batch = store.engine.newBatch()) {
      batch.put(Family.DATA, buffer, 3, 3, buffer, 6, 5);
      store.engine.write(batch);
    }
    assertThat(store.get("key")).isEqualTo("value");
  }

  @Test
  void shouldKeepEmptyAndLargeValuesWhenLargeBatchIsCleared() {
    try (EngineBatch batch = store.engine.newBatch()) {
      StoreFixture.put(batch, "large", "x".repeat(9 << 20));
      StoreFixture.put(batch, "empty", "");
      store.engine.write(batch);
      batch.clear();
      StoreFixture.put(batch, "after", "y");
      assertThat(batch.count()).isEqualTo(1);
      store.engine.write(batch);
    }
    assertThat(store.get("large")).hasSize(9 << 20);
    assertThat(store.get("empty")).isEmpty();
    assertThat(store.get("after")).isEqualTo("y");
  }

  @Test
  void shouldKeepFamiliesApart() {
    try (EngineBatch batch = store.engine.newBatch()) {
      MutableDirectBuffer k = StoreFixture.bytes("k");
      batch.put(Family.CATALOG, k, 0, 1, k, 0, 1);
      store.engine.write(batch);
    }
    assertThat(store.get("k")).isNull();
  }

  @Test
  void shouldRefuseKeysOverTheLimitAndBytesOutsideTheBuffer() {
    String longest = "k".repeat(Engine.MAX_KEY_BYTES);
    store.put(longest, "v");
    assertThat(store.get(longest)).isEqualTo("v");
    assertThatThrownBy(() -> store.put(longest + "k", "v"))
        .isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> store.get(longest + "k")).isInstanceOf(LimitExceededException.class);
    try (EngineBatch batch = store.engine.newBatch()) {
      MutableDirectBuffer k = StoreFixture.bytes("key");
      assertThatThrownBy(() -> batch.delete(Family.DATA, k, 1, 3))
          .isInstanceOf(IllegalUseException.class);
      assertThatThrownBy(() -> batch.put(Family.DATA, k, 0, 3, k, -1, 2))
          .isInstanceOf(IllegalUseException.class);
    }
  }
}
