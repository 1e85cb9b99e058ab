package io.ashlar.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.CloseTimeoutException;
import io.ashlar.error.ClosedException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CloseLimitTest {

  private static final CloseLimit SHORT = CloseLimit.of(Duration.ofMillis(20));

  private final CountDownLatch leave = new CountDownLatch(1);

  /** Holds a gate on a thread of its own until it is told to leave. */
  private Thread hold(Runnable enter, Runnable exit) throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    Thread holder =
        new Thread(
            () -> {
              enter.run();
              inside.countDown();
              try {
                leave.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              exit.run();
            },
            "holder");
    holder.start();
    inside.await();
    return holder;
  }

  @Test
  void shouldSayWhoIsInsideAndCloseLaterWhenACallStaysInsideAnOwnersGate() throws Exception {
    OwnerGate gate = new OwnerGate();
    Thread holder = hold(gate::enter, gate::leave);
    for (int trial = 0; trial < 2; trial++) {
      assertThatThrownBy(() -> gate.beginClose("gone", SHORT, "cursor"))
          .isInstanceOf(CloseTimeoutException.class)
          .hasMessageContaining("gate=cursor")
          .hasMessageContaining("holder at io.ashlar.engine.gate.CloseLimitTest");
    }
    assertThatThrownBy(gate::enter).isInstanceOf(ClosedException.class).hasMessage("gone");
    leave.countDown();
    holder.join();
    assertThat(gate.beginClose("gone", SHORT, "cursor")).isTrue();
    gate.endClose();
    assertThat(gate.beginClose("gone", SHORT, "cursor")).isFalse();
  }

  @Test
  void shouldSayWhoIsInsideAndCloseLaterWhenACallStaysInsideAStripedGate() throws Exception {
    StripedGate gate = new StripedGate();
    Thread holder = hold(gate::enter, gate::leave);
    for (int trial = 0; trial < 2; trial++) {
      assertThatThrownBy(() -> gate.beginClose("gone", SHORT, "store"))
          .isInstanceOf(CloseTimeoutException.class)
          .hasMessageContaining("gate=store")
          .hasMessageContaining("holder at io.ashlar.engine.gate.CloseLimitTest");
    }
    assertThatThrownBy(gate::enter).isInstanceOf(ClosedException.class).hasMessage("gone");
    leave.countDown();
    holder.join();
    assertThat(gate.beginClose("gone", SHORT, "store")).isTrue();
    gate.endClose();
    assertThat(gate.beginClose("gone", SHORT, "store")).isFalse();
  }

  @Test
  void shouldParkAndKeepTheFlagWhenTheCloserIsInterrupted() throws Exception {
    StripedGate gate = new StripedGate();
    Thread holder = hold(gate::enter, gate::leave);
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread closer =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              gate.beginClose("gone", CloseLimit.of(Duration.ofSeconds(20)), "store");
              interrupted.set(Thread.interrupted());
            },
            "closer");
    closer.start();
    while (closer.isAlive()
        && (closer.isInterrupted() || closer.getState() != Thread.State.TIMED_WAITING)) {
      Thread.onSpinWait();
    }
    assertThat(closer.isAlive()).as("parks before it gives up").isTrue();
    leave.countDown();
    holder.join();
    closer.join();
    assertThat(interrupted).isTrue();
  }

  @Test
  void shouldNotNameOtherClosersWhenACallStaysInside() throws Exception {
    StripedGate gate = new StripedGate();
    Thread holder = hold(gate::enter, gate::leave);
    Thread closer =
        new Thread(
            () -> gate.beginClose("gone", CloseLimit.of(Duration.ofMinutes(5)), "store"), "closer");
    closer.start();
    while (!gate.closed()) {
      Thread.onSpinWait();
    }
    // It parks for moments, and is met between two of them now and then.
    for (int trial = 0; trial < 50; trial++) {
      assertThatThrownBy(
              () -> gate.beginClose("gone", CloseLimit.of(Duration.ofMillis(1)), "store"))
          .isInstanceOf(CloseTimeoutException.class)
          .hasMessageContaining("[holder at io.ashlar.engine.gate.CloseLimitTest")
          .hasMessageNotContaining("closer at");
    }
    leave.countDown();
    holder.join();
    closer.join();
  }
}
