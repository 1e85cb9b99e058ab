package io.ashlar.bench.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheBenchmarkTest {

  private static final Progress SILENT = new Progress(new PrintWriter(PrintWriter.nullWriter()));
  private static final int ROWS = 100_000;

  @TempDir private Path directory;

  private CacheResult run(int cacheMib) {
    CacheOptions options = new CacheOptions(ROWS, cacheMib, 60_000, directory.resolve("db"));
    return new CacheBenchmark(options, SILENT).run();
  }

  @Test
  void shouldHitNineOfTenTimesWhenTheHotTenthFitsIntoTheCache() {
    CacheResult result = run(4);
    assertThat(result.consistent()).isTrue();
    assertThat(result.tableBytes()).as("larger than the cache").isGreaterThan(8 << 20);
    assertThat(result.blockHitRate()).isGreaterThan(0.9);
    assertThat(result.resultHitRate()).isGreaterThan(0.9);
    assertThat(result.passed()).isTrue();
    assertThat(result.table().cacheMisses()).isPositive();
    assertThat(result.table().hitRate())
        .as("the sample is like the whole")
        .isBetween(result.blockHitRate() - 0.1, result.blockHitRate() + 0.1);
    StringWriter text = new StringWriter();
    result.printTo(new PrintWriter(text, true));
    assertThat(text.toString()).contains("hit rate %", "recent commits", "kept results");
    assertThat(result.toJson()).contains("\"passed\":true");
  }

  @Test
  void shouldNotPassWhenTheHotTenthDoesNotFit() {
    CacheResult result = run(1);
    assertThat(result.consistent()).isTrue();
    assertThat(result.passed()).isFalse();
  }
}
