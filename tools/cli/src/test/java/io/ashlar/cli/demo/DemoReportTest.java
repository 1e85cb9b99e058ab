package io.ashlar.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.workbench.Latencies;
import io.ashlar.workbench.Measurement;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class DemoReportTest {

  private final DemoReport report = new DemoReport();

  @Test
  void shouldPassOnlyWhenEveryCheckPassed() {
    report.check("water is wet", true, "always");
    assertThat(report.passed()).isTrue();
    report.check("fire is cold", false, "1,000 degrees");
    assertThat(report.passed()).isFalse();
    StringWriter text = new StringWriter();
    report.printTo(new PrintWriter(text, true));
    assertThat(text.toString())
        .contains("ok     water is wet: always", "FAILED fire is cold: 1,000 degrees");
  }

  @Test
  void shouldLeaveOutOfJsonWhatWasNotMeasured() {
    report.add(new Measurement("open", 1, 2_000_000_000, new Latencies(), -1));
    assertThat(report.toJson())
        .contains("{\"name\":\"open\",\"count\":1,\"seconds\":2.0,\"per_second\":0.5}");
  }
}
