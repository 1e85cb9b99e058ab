package io.ashlar.txn.writeset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.store.WriteVisitor;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriteSetTest {

  private final BufferPool pool = new BufferPool(1 << 20);
  private final WriteSet set = new WriteSet(pool, 1 << 20);
  private final MutableDirectBuffer key = Flyweights.wrap(new byte[8]);
  private final MutableDirectBuffer value = Flyweights.wrap(new byte[32 * 1024]);

  @AfterEach
  void close() {
    set.close();
    assertThat(pool.outstanding()).isZero();
    pool.close();
  }

  @Test
  void shouldRewriteInPlaceWhenNobodySeesTheOldValue() {
    put(1, 100, 5);
    long used = set.usedBytes();
    for (int i = 0; i < 1000; i++) {
      put(1, i % 100, 5);
    }
    assertThat(set.usedBytes()).isEqualTo(used);
  }

  @Test
  void shouldKeepSetUsableWhenLimitIsReached() {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1000; i++) {
                put(i, 30_000, 5);
              }
            })
        .isInstanceOf(LimitExceededException.class);
    int size = set.size();
    assertThat(set.usedBytes()).isLessThanOrEqualTo(1 << 20);
    put(size - 1, 10, 5);
    assertThat(set.size()).isEqualTo(size);
    set.clear();
    assertThat(set.capacity()).isLessThanOrEqualTo(256 * 1024);
    put(1, 10, 5);
    assertThat(set.size()).isEqualTo(1);
  }

  @Test
  void shouldSealTheOuterSavepointWhenAnInnerOneAtTheSamePlaceIsReleased() {
    put(1, 10, 5);
    long outer = set.savepoint();
    long inner = set.savepoint();
    set.releaseSavepoint(inner);
    put(1, 5, 5);
    assertThat(set.bytes()).isEqualTo(13);
    set.rollbackTo(outer);
    assertThat(set.bytes()).isEqualTo(18);
    assertThatThrownBy(() -> set.rollbackTo(inner)).isInstanceOf(IllegalUseException.class);
  }

  @Test
  void shouldNeverLiftReadAtWhenTheKeyWasCheckedFirst() {
    key.putLong(0, 1);
    set.check(1, 3, key, 0, 8);
    put(1, 10, 9);
    put(2, 10, 5);
    set.readAtFloor(20);
    assertThat(delivered()).containsExactly("put 1 @3", "put 2 @20");
    set.readAtFloor(0);
    assertThat(delivered()).containsExactly("put 1 @3", "put 2 @5");
  }

  @Test
  void shouldIgnoreCheckWhenTheKeyIsWritten() {
    put(1, 10, 9);
    key.putLong(0, 1);
    assertThat(set.check(1, 12, key, 0, 8)).isFalse();
    assertThat(delivered()).containsExactly("put 1 @9");
    assertThat(set.checks()).isZero();
  }

  private void put(long id, int bytes, long readAt) {
    key.putLong(0, id);
    set.put(id, readAt, key, 0, 8, value, 0, bytes);
  }

  private List<String> delivered() {
    List<String> lines = new ArrayList<>();
    set.forEach(
        new WriteVisitor() {
          @Override
          public void put(
              DirectBuffer key,
              int keyOffset,
              int keyLength,
              MutableDirectBuffer value,
              int valueOffset,
              int valueLength,
              long readAt) {
            assertThat(key.byteBuffer().isDirect()).isTrue();
            lines.add("put " + key.getLong(keyOffset) + " @" + readAt);
          }

          @Override
          public void delete(DirectBuffer key, int keyOffset, int keyLength, long readAt) {
            lines.add("delete " + key.getLong(keyOffset) + " @" + readAt);
          }

          @Override
          public void check(DirectBuffer key, int keyOffset, int keyLength, long readAt) {
            lines.add("check " + key.getLong(keyOffset) + " @" + readAt);
          }
        });
    return lines;
  }
}
