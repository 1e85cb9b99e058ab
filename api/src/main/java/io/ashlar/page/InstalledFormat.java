package io.ashlar.page;

import io.ashlar.error.IllegalUseException;
import java.util.ServiceLoader;

/** Looks for the {@link ContinuationFormat} when it is first needed. */
final class InstalledFormat {

  private static volatile ContinuationFormat found;

  private InstalledFormat() {}

  static ContinuationFormat get() {
    ContinuationFormat format = found;
    if (format == null) {
      format =
          ServiceLoader.load(ContinuationFormat.class, ContinuationFormat.class.getClassLoader())
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalUseException(
                          "No implementation of Ashlar was found.",
                          "service",
                          ContinuationFormat.class.getName()));
      // Found by two threads at once, either will do.
      found = format;
    }
    return format;
  }
}
