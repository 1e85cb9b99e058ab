package io.ashlar.codec.memory;

import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The only class that names {@link UnsafeBuffer}, apart from {@link Flyweights} so that the JVM
 * need not load it to link that one.
 */
final class UnsafeFlyweights {

  private UnsafeFlyweights() {}

  static MutableDirectBuffer empty() {
    return new UnsafeBuffer();
  }
}
