package io.ashlar.txn;

import io.ashlar.error.IllegalUseException;
import io.ashlar.transaction.Durability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How transactions behave. Immutable; start from {@link #defaults()}.
 *
 * @param lockTimeoutNs how long a transaction waits for a lock, nanoseconds; default 10 seconds,
 *     long beyond any healthy transaction and short enough to notice
 * @param writeSetLimitBytes most bytes of one transaction's buffered writes, replaced versions and
 *     32 bytes for each included; default 64 MiB, at least 4 KiB
 * @param maxRetries how often {@code transact} runs a body again after its first failure; default
 *     50, at least 0
 * @param backoffBaseNs longest pause before the first retry, nanoseconds; doubles with every retry;
 *     default 100 microseconds
 * @param backoffMaxNs longest pause before any retry, nanoseconds; default 20 milliseconds
 * @param seed seeds the jitter of the pauses; default from the clock
 * @param durability when a commit is acknowledged, where the caller does not say; default {@link
 *     Durability#GROUP}
 */
public record TransactionOptions(
    long lockTimeoutNs,
    long writeSetLimitBytes,
    int maxRetries,
    long backoffBaseNs,
    long backoffMaxNs,
    long seed,
    Durability durability) {

  private static final long MIN_WRITE_SET_BYTES = 4 * 1024;

  /**
   * Checks all options at once.
   *
   * @param lockTimeoutNs not negative
   * @param writeSetLimitBytes at least 4096
   * @param maxRetries not negative
   * @param backoffBaseNs not negative
   * @param backoffMaxNs not below {@code backoffBaseNs}
   * @param seed any
   * @param durability not null
   * @throws IllegalUseException when some are out of bounds; the facts name all of them
   */
  public TransactionOptions {
    Objects.requireNonNull(durability, "durability");
    List<String> violations = new ArrayList<>();
    if (lockTimeoutNs < 0) {
      violations.add("lockTimeoutNs is negative: " + lockTimeoutNs);
    }
    if (writeSetLimitBytes < MIN_WRITE_SET_BYTES) {
      violations.add("writeSetLimitBytes is below 4096: " + writeSetLimitBytes);
    }
    if (maxRetries < 0) {
      violations.add("maxRetries is negative: " + maxRetries);
    }
    if (backoffBaseNs < 0 || backoffMaxNs < backoffBaseNs) {
      violations.add(
          "backoffBaseNs is negative or above backoffMaxNs: "
              + backoffBaseNs
              + ", "
              + backoffMaxNs);
    }
    if (!violations.isEmpty()) {
      throw new IllegalUseException(
          "The transaction options are not valid.", "violations", violations);
    }
  }

  /**
   * The defaults.
   *
   * @return options as documented above
   */
  public static TransactionOptions defaults() {
    return new TransactionOptions(
        Duration.ofSeconds(10).toNanos(),
        64L * 1024 * 1024,
        50,
        100_000,
        20_000_000,
        System.nanoTime(),
        Durability.GROUP);
  }

  /**
   * With another lock timeout.
   *
   * @param timeout how long to wait; zero fails at once where a wait would begin
   * @return changed options
   */
  public TransactionOptions withLockTimeout(Duration timeout) {
    return new TransactionOptions(
        timeout.toNanos(),
        writeSetLimitBytes,
        maxRetries,
        backoffBaseNs,
        backoffMaxNs,
        seed,
        durability);
  }

  /**
   * With another write set limit.
   *
   * @param bytes the limit
   * @return changed options
   */
  public TransactionOptions withWriteSetLimit(long bytes) {
    return new TransactionOptions(
        lockTimeoutNs, bytes, maxRetries, backoffBaseNs, backoffMaxNs, seed, durability);
  }

  /**
   * With another bound on retries.
   *
   * @param retries how often a body is run again
   * @return changed options
   */
  public TransactionOptions withMaxRetries(int retries) {
    return new TransactionOptions(
        lockTimeoutNs, writeSetLimitBytes, retries, backoffBaseNs, backoffMaxNs, seed, durability);
  }

  /**
   * With other pauses between retries.
   *
   * @param base longest pause before the first retry
   * @param max longest pause before any retry
   * @return changed options
   */
  public TransactionOptions withBackoff(Duration base, Duration max) {
    return new TransactionOptions(
        lockTimeoutNs,
        writeSetLimitBytes,
        maxRetries,
        base.toNanos(),
        max.toNanos(),
        seed,
        durability);
  }

  /**
   * With another seed for the jitter.
   *
   * @param jitterSeed the seed
   * @return changed options
   */
  public TransactionOptions withSeed(long jitterSeed) {
    return new TransactionOptions(
        lockTimeoutNs,
        writeSetLimitBytes,
        maxRetries,
        backoffBaseNs,
        backoffMaxNs,
        jitterSeed,
        durability);
  }

  /**
   * With another default of acknowledgement.
   *
   * @param durability when a commit is acknowledged
   * @return changed options
   */
  public TransactionOptions withDurability(Durability durability) {
    return new TransactionOptions(
        lockTimeoutNs,
        writeSetLimitBytes,
        maxRetries,
        backoffBaseNs,
        backoffMaxNs,
        seed,
        durability);
  }
}
