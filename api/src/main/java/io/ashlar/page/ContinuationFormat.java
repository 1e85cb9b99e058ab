package io.ashlar.page;

import java.util.OptionalLong;

/**
 * Who reads the bytes of a {@link Continuation}: applications use that one. Found once by {@link
 * java.util.ServiceLoader}, with the class loader of this interface. Implementations are stateless
 * and shared by all threads.
 */
public interface ContinuationFormat {

  /**
   * Reads the token of a scan.
   *
   * @param continuation its bytes; neither kept nor changed
   * @return the timestamp of the state that it is bound to; empty when to none
   * @throws io.ashlar.error.ContinuationException when it is damaged, or of a version that is not
   *     known here
   */
  OptionalLong stateOf(byte[] continuation);
}
