package io.ashlar.torture.corruption;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** What is done to a file. */
enum Damage {
  /** One bit of one byte. */
  FLIP,
  /** Up to 4 KiB of zeros, as of a block that was never written. */
  ZERO,
  /** The file ends earlier. */
  TRUNCATE,
  /** The beginning of a further record, as a kill in the middle of a write leaves it: no damage. */
  TEAR,
  /** The file is gone. */
  REMOVE;

  private static final int BLOCK_BYTES = 4096;
  private static final int HEADER_BYTES = 11;
  private static final int TORN_BYTES = 40;

  boolean fits(FileKind kind) {
    return this != TEAR || kind == FileKind.WAL_TAIL;
  }

  /** Whether a store must read all of its data right afterwards. */
  boolean harmless() {
    return this == TEAR;
  }

  /** Does it, and says where. */
  String apply(Path file, FileKind kind, SplittableRandom random) throws IOException {
    if (this == REMOVE) {
      Files.delete(file);
      return "removed";
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      long length = bytes.length();
      long place = kind.place(length, random);
      switch (this) {
        case FLIP -> flip(bytes, place, random.nextInt(8));
        case ZERO -> {
          bytes.seek(place);
          bytes.write(new byte[(int) Math.min(BLOCK_BYTES, length - place)]);
        }
        case TRUNCATE -> bytes.setLength(place);
        default -> tear(bytes, random);
      }
      return "at " + place + " of " + length;
    }
  }

  private static void flip(RandomAccessFile bytes, long place, int bit) throws IOException {
    bytes.seek(place);
    int old = bytes.read();
    bytes.seek(place);
    bytes.write(old ^ 1 << bit);
  }

  /** A record's header that announces more bytes than follow. */
  private static void tear(RandomAccessFile bytes, SplittableRandom random) throws IOException {
    byte[] torn = new byte[HEADER_BYTES + random.nextInt(TORN_BYTES)];
    random.nextBytes(torn);
    int announced = torn.length + 1 + random.nextInt(BLOCK_BYTES);
    torn[4] = (byte) announced;
    torn[5] = (byte) (announced >> 8);
    torn[6] = 1;
    bytes.seek(bytes.length());
    bytes.write(torn);
  }
}
