package io.ashlar.engine.files;

import java.util.UUID;

/**
 * What the {@code FORMAT} file of a store says.
 *
 * @param formatVersion the version of all formats on disk together
 * @param storeId given at creation; a copy made through the API gets a new one
 */
public record StoreFormat(int formatVersion, UUID storeId) {

  /** The version that this code writes, and the only one that it reads. */
  public static final int CURRENT_VERSION = 2;
}
