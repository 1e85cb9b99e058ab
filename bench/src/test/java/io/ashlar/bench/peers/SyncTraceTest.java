package io.ashlar.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncTraceTest {

  @TempDir private Path directory;

  @Test
  void shouldCountEachSyncOnceWhenCallsAreInterleaved() throws IOException {
    assertThat(
            syncs(
                "7  10.000100 fsync(5</d/wal>) = 0",
                "7  10.000200 fdatasync(5</d/wal> <unfinished ...>",
                "8  10.000300 write(6</d/other>, \"\"..., 9) = 9",
                "7  10.000400 <... fdatasync resumed>) = 0",
                "8  10.000500 msync(0x7f00, 4096, MS_SYNC) = 0",
                "8  10.000600 msync(0x7f00, 4096, MS_ASYNC) = 0"))
        .isEqualTo(3);
  }

  @Test
  void shouldCountWritesWhenTheFileWasOpenedForWritingThrough() throws IOException {
    assertThat(
            syncs(
                "7  9.000000 openat(AT_FDCWD</x>, \"/d/log1.dat\", O_RDWR|O_CREAT|O_SYNC, 0666) = 9",
                "7  9.000001 openat(AT_FDCWD</x>, \"/d/seg0\", O_RDWR|O_CREAT, 0666) = 10",
                "7  10.000100 write(9</d/log1.dat>, \"\"..., 512) = 512",
                "7  10.000200 pwrite64(9</d/log1.dat>, \"\"..., 512, 0 <unfinished ...>",
                "7  10.000300 <... pwrite64 resumed>) = 512",
                "7  10.000400 write(10</d/seg0>, \"\"..., 512) = 512"))
        .isEqualTo(2);
  }

  @Test
  void shouldLeaveOutWhatWasBeforeAndAfterWhenTheMeasuredTimeIsShort() throws IOException {
    assertThat(
            syncs(
                "7  9.999999 fsync(5</d/wal>) = 0",
                "7  10.000000 fsync(5</d/wal>) = 0",
                "7  11.000000 fsync(5</d/wal>) = 0"))
        .isEqualTo(1);
  }

  private long syncs(String... lines) throws IOException {
    Path trace = Files.writeString(directory.resolve("trace"), String.join("\n", lines));
    return SyncTrace.count(trace, 10_000_000, 11_000_000);
  }
}
