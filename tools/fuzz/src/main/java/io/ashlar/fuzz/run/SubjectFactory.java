package io.ashlar.fuzz.run;

import java.nio.file.Path;

/** Makes what steps are run on. */
@FunctionalInterface
public interface SubjectFactory {

  /**
   * Makes an empty one.
   *
   * @param directory an empty directory, or null for one in memory
   * @return the subject, to be closed by the caller
   */
  Subject open(Path directory);
}
