package io.ashlar.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs each benchmark once and shortly, in this JVM, so that none rots. Times mean nothing here.
 */
class BenchmarkSmokeTest {
  static {
    // The lock is one for the machine and keeps measurements apart; nothing is measured here, and
    // two builds may run at once. Read when JMH's runner is loaded.
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Test
  void shouldRunWhenAnyBenchmarkIsStarted() throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include("io\\.ashlar\\.bench\\.(jmh|floor)\\..*")
            .param("rows", "2000")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(100))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    assertThat(results)
        .hasSizeGreaterThanOrEqualTo(11)
        .allSatisfy(result -> assertThat(result.getPrimaryResult().getScore()).isPositive());
  }
}
