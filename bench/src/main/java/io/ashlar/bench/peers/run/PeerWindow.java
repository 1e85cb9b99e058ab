package io.ashlar.bench.peers.run;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * The measured time: the same for all clients, by the clock of {@link System#nanoTime}.
 *
 * @param fromNs when it begins
 * @param toNs when it ends
 * @param fromMicros its begin in microseconds since 1970
 */
record PeerWindow(long fromNs, long toNs, long fromMicros) {

  static PeerWindow after(Duration warmup, Duration measured) {
    long fromMicros =
        ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now())
            + TimeUnit.NANOSECONDS.toMicros(warmup.toNanos());
    long fromNs = System.nanoTime() + warmup.toNanos();
    return new PeerWindow(fromNs, fromNs + measured.toNanos(), fromMicros);
  }

  boolean hasBegun(long nowNs) {
    return nowNs - fromNs >= 0;
  }

  boolean isOver(long nowNs) {
    return nowNs - toNs >= 0;
  }

  long toMicros() {
    return fromMicros + TimeUnit.NANOSECONDS.toMicros(toNs - fromNs);
  }

  double seconds() {
    return (toNs - fromNs) / 1e9;
  }

  static void sleepUntil(long timeNs) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(timeNs - System.nanoTime());
  }
}
