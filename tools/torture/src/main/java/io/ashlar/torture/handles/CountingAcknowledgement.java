package io.ashlar.torture.handles;

import io.ashlar.error.AshlarException;
import io.ashlar.ingest.Acknowledgement;
import java.util.concurrent.atomic.AtomicInteger;

/** Is told once what has become of a row, and takes nothing else. */
final class CountingAcknowledgement implements Acknowledgement {

  private final AtomicInteger told = new AtomicInteger();

  @Override
  public void written(long timestamp) {
    once();
  }

  @Override
  public void failed(AshlarException failure) {
    once();
  }

  private void once() {
    if (told.getAndIncrement() > 0) {
      throw new IllegalStateException("told twice");
    }
  }
}
