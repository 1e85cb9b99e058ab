package io.ashlar.rows.ingest;

import io.ashlar.error.AshlarException;
import io.ashlar.ingest.Acknowledgement;
import io.ashlar.ingest.FailedRow;
import io.ashlar.ingest.FailedRowHandler;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** Calls code of users from threads that have to go on whatever it throws. Stateless. */
final class Telling {

  private Telling() {}

  static void written(Acknowledgement acknowledgement, long timestamp) {
    if (acknowledgement != null) {
      try {
        acknowledgement.written(timestamp);
      } catch (RuntimeException | Error thrown) {
        passOver(thrown);
      }
    }
  }

  static void failed(Acknowledgement acknowledgement, AshlarException failure) {
    if (acknowledgement != null) {
      try {
        acknowledgement.failed(failure);
      } catch (RuntimeException | Error thrown) {
        passOver(thrown);
      }
    }
  }

  static void failed(FailedRowHandler handler, Supplier<FailedRow> row) {
    try {
      handler.failed(row.get());
    } catch (RuntimeException | Error thrown) {
      passOver(thrown);
    }
  }

  private static void passOver(Throwable thrown) {
    try {
      LoggerFactory.getLogger(Telling.class)
          .warn("What was to be told of a row has thrown something.", thrown);
    } catch (RuntimeException | Error again) {
      // The log too has no memory or stack, say: there is nobody left to tell.
      assert again != null : "is passed over";
    }
  }
}
