package io.ashlar.mvcc.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.engine.Engine;
import io.ashlar.engine.EngineOptions;
import io.ashlar.error.ClosedException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.store.Freshness;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatePointersTest {

  private static final int STATES = 300_000;

  private final ViewSlots slots = new ViewSlots();
  private final StatePointers pointers = new StatePointers(slots, 1, null);
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  @Test
  void shouldKeepTheSlotWhenItsStateCannotBeTaken(@TempDir Path directory) {
    Engine engine = Engine.open(directory.resolve("store"), EngineOptions.defaults());
    engine.close();
    ViewSlot next = slots.establish(2, null);
    slots.release(next);
    for (int trial = 0; trial < 100; trial++) {
      assertThatThrownBy(() -> pointers.publishWritten(2, engine))
          .isInstanceOf(ClosedException.class);
    }
    assertThat(slots.establish(2, null)).isSameAs(next);
  }

  @Test
  void shouldNeverPinOlderStateThanRequestedWhenSlotsAreRecycled() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (Freshness freshness : Freshness.values()) {
      threads.add(start(() -> pinAgainAndAgain(freshness)));
    }
    threads.add(start(this::makeDurable));
    for (long timestamp = 2; timestamp < STATES; timestamp++) {
      pointers.publishWritten(timestamp, null);
      if (timestamp % 3 == 0) {
        ViewSlot written = pointers.pin(Freshness.WRITTEN);
        pointers.acknowledge(written);
        pointers.unpin(written);
      }
    }
    stopped.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failure.get()).isNull();
    ViewSlot last = pointers.pin(Freshness.WRITTEN);
    pointers.publishDurable(last);
    pointers.unpin(last);
    assertThat(slots.references()).isEqualTo(3);
    assertThat(slots.oldest()).isEqualTo(STATES - 1);
  }

  private Thread start(Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Throwable e) {
                failure.compareAndSet(null, e);
              }
            });
    thread.start();
    return thread;
  }

  private void makeDurable() {
    while (!stopped.get()) {
      ViewSlot target = pointers.pin(Freshness.WRITTEN);
      pointers.publishDurable(target);
      pointers.unpin(target);
    }
  }

  private void pinAgainAndAgain(Freshness freshness) {
    Random random = new Random(freshness.name().hashCode());
    ViewSlot[] held = new ViewSlot[8];
    long[] timestamps = new long[held.length];
    while (!stopped.get()) {
      int i = random.nextInt(held.length);
      if (held[i] != null) {
        assertThat(held[i].timestamp()).isEqualTo(timestamps[i]);
        assertThat(slots.oldest()).isLessThanOrEqualTo(timestamps[i]);
        pointers.unpin(held[i]);
      }
      long requested = pointers.timestamp(freshness);
      held[i] = pointers.pin(freshness);
      timestamps[i] = held[i].timestamp();
      assertThat(timestamps[i]).isGreaterThanOrEqualTo(requested);
      long written = pointers.timestamp(Freshness.WRITTEN);
      assertThat(timestamps[i]).isLessThanOrEqualTo(written + 1);
    }
    for (ViewSlot slot : held) {
      if (slot != null) {
        pointers.unpin(slot);
      }
    }
  }

  @Test
  void shouldNotMistakeRecycledSlotForStateThatItHeld() {
    ViewSlot slot = slots.establish(7, null);
    long seven = slot.pointer();
    assertThat(slots.slot(seven)).isSameAs(slot);
    slots.release(slot);
    assertThat(slot.tryAcquire(seven)).isFalse();
    assertThat(slots.establish(8, null)).isSameAs(slot);
    assertThat(slot.tryAcquire(seven)).isFalse();
    assertThat(slot.tryAcquire(slot.pointer())).isTrue();
    assertThat(slot.references()).isEqualTo(2);
  }

  @Test
  void shouldRefuseViewAndPinForStoreWhenStateIsInTooManyViews() {
    pointers.publishWritten(5, null);
    ViewSlot slot = pointers.pin(Freshness.WRITTEN);
    while (slot.references() < ViewSlot.MAX_VIEWS) {
      assertThat(pointers.pinForView(Freshness.WRITTEN)).isSameAs(slot);
    }
    assertThatThrownBy(() -> pointers.pinForView(Freshness.WRITTEN))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("limit=" + ViewSlot.MAX_VIEWS);
    assertThat(slot.references()).isEqualTo(ViewSlot.MAX_VIEWS);
    assertThat(pointers.pin(Freshness.WRITTEN)).isSameAs(slot);
    while (slot.references() > 1) {
      pointers.unpin(slot);
    }
    assertThat(pointers.pinForView(Freshness.WRITTEN)).isSameAs(slot);
  }

  @Test
  void shouldKeepOrderOfPointersWhenOlderStateIsPublishedLate() {
    pointers.publishWritten(5, null);
    ViewSlot five = pointers.pin(Freshness.WRITTEN);
    pointers.publishWritten(9, null);
    ViewSlot nine = pointers.pin(Freshness.WRITTEN);
    pointers.publishDurable(nine);
    pointers.publishDurable(five);
    pointers.acknowledge(five);
    assertThat(pointers.timestamp(Freshness.DURABLE)).isEqualTo(9);
    assertThat(pointers.timestamp(Freshness.ACKNOWLEDGED)).isEqualTo(9);
    pointers.unpin(five);
    pointers.unpin(nine);
    assertThat(slots.references()).isEqualTo(3);
  }
}
