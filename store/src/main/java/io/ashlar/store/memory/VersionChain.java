package io.ashlar.store.memory;

/** All versions of one key that somebody may still see, newest first. */
final class VersionChain {

  /** Written under the store's lock, read without. Never null once the chain is in the map. */
  private volatile Version newest;

  VersionChain(Version first) {
    newest = first;
  }

  /** Newest version, which may be a deletion. */
  Version newest() {
    return newest;
  }

  /** The value that a view of {@code timestamp} sees, or null. */
  byte[] valueAt(long timestamp) {
    for (Version version = newest; version != null; version = version.older) {
      if (version.timestamp <= timestamp) {
        return version.value;
      }
    }
    return null;
  }

  void addLocked(Version version) {
    assert version.timestamp > newest.timestamp : "versions of a key must be added in commit order";
    version.older = newest;
    newest = version;
  }

  /** Cuts off what no view of {@code oldestView} or later can see. */
  void pruneLocked(long oldestView) {
    for (Version version = newest; version != null; version = version.older) {
      if (version.timestamp <= oldestView) {
        version.older = null;
        return;
      }
    }
  }

  /** One version of a key. */
  static final class Version {
    final long timestamp;

    /** Null for a deletion. */
    final byte[] value;

    /** Only ever cut to null, and only where no pinned view walks on. */
    private volatile Version older;

    Version(long timestamp, byte[] value) {
      this.timestamp = timestamp;
      this.value = value;
    }
  }
}
