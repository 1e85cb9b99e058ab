package io.ashlar.engine.files;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.StoreOpenException;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frameworks of tests keep the system properties and put them back. */
final class DirectoryLockTest {

  @TempDir private Path directory;

  @Test
  void shouldBeFreeWhenItsEntryComesBackAfterItsEnd() {
    Properties before = System.getProperties();
    DirectoryLock lock = DirectoryLock.acquire(directory, false);
    Properties kept = (Properties) before.clone();
    lock.close();
    System.setProperties(kept);
    try {
      DirectoryLock.acquire(directory, false).close();
    } finally {
      System.setProperties(before);
    }
  }

  @Test
  void shouldBeHeldWhenItsEntryIsLost() {
    Properties before = System.getProperties();
    Properties kept = (Properties) before.clone();
    DirectoryLock lock = DirectoryLock.acquire(directory, false);
    System.setProperties(kept);
    try {
      for (int trial = 0; trial < 2; trial++) {
        assertThatThrownBy(() -> DirectoryLock.acquire(directory, false))
            .isInstanceOf(StoreOpenException.class)
            .hasMessageStartingWith("The store is open in this process. path=");
      }
      lock.close();
      DirectoryLock.acquire(directory, false).close();
    } finally {
      lock.close();
      System.setProperties(before);
    }
  }
}
