package io.ashlar.mvcc.log;

import java.io.IOException;

/** What is left of the file system that the store lies on; tests put another one in its place. */
@FunctionalInterface
public interface FreeSpace {

  /**
   * Asks; costs a system call.
   *
   * @return bytes that this process may still use
   * @throws IOException when the file system does not say
   */
  long usableBytes() throws IOException;
}
