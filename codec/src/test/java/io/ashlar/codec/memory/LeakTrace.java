package io.ashlar.codec.memory;

import static org.assertj.core.api.Assertions.assertThat;

import net.openhft.chronicle.core.io.AbstractReferenceCounted;

/**
 * Tells whether all native memory that pools took since a moment was freed: by the count that they
 * keep, and where Chronicle is in use by its trace of references too. One at a time in a JVM.
 */
final class LeakTrace implements AutoCloseable {

  private final long unfreedBytesBefore = Storage.unfreedBytes();

  LeakTrace() {
    if (Flyweights.access() == BufferAccess.UNSAFE) {
      Chronicle.begin();
    }
  }

  void assertAllFreed() {
    assertThat(Storage.unfreedBytes()).isEqualTo(unfreedBytesBefore);
    if (Flyweights.access() == BufferAccess.UNSAFE) {
      Chronicle.assertReleased();
    }
  }

  @Override
  public void close() {
    if (Flyweights.access() == BufferAccess.UNSAFE) {
      Chronicle.end();
    }
  }

  /** Apart, so that no class of it is loaded where it is not in use. */
  private static final class Chronicle {

    static void begin() {
      AbstractReferenceCounted.enableReferenceTracing();
    }

    static void assertReleased() {
      AbstractReferenceCounted.assertReferencesReleased();
    }

    static void end() {
      AbstractReferenceCounted.disableReferenceTracing();
    }
  }
}
