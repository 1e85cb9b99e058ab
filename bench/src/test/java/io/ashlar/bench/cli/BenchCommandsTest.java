package io.ashlar.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ashlar.cli.Ashlar;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of this module, found by the command line. */
class BenchCommandsTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bench",
        "bench tpcc",
        "bench tpcb --clients ten",
        "bench tpcb --clients 0",
        "bench tpcb --clients",
        "bench tpcb --scale 99999999999999",
        "bench tpcb --seconds -1",
        "bench tpcb --warmup -1",
        "bench tpcb --durability sometimes",
        "bench tpcb --isolation chaos",
        "bench cache --rows 10",
        "bench cache --cache 0",
        "bench crud --workers 0",
        "bench crud --databases none",
        "bench crud --durability sometimes",
        "bench ycsb",
        "bench ycsb --workload g",
        "bench ycsb --workload ab",
        "bench ycsb --workload a --records 0",
        "bench growth --part queues",
        "bench growth --sizes 1000,0",
        "bench growth --wal 0",
        "bench growth --turns -1",
        "bench peers --engines oracle",
        "bench peers --engines postgresql",
        "bench peers --durability sometimes",
        "bench peers --clients 1,0",
        "bench peers --rounds 0",
        "bench peers --through odbc",
        "bench peers --work select",
        "bench reads --engines oracle",
        "bench reads --cases join",
        "bench reads --rows 99",
        "bench reads --rounds 0",
        "bench reads --threads 0",
        "bench reads --seconds 0",
        "bench reads --warmup -1",
        "bench reads --busy -1",
        "bench reads --cache 15",
        "bench reads --resident -1",
        "bench reads --heap 63",
        "bench reads --dir ",
        "bench sql --rounds 0",
        "bench sql --executions 0",
        "bench recipes --rounds 0",
        "bench recipes --warmup many",
        "bench world --sessions 1",
        "bench world --think 0",
        "bench world --threads green",
        "bench world --side 9",
        "bench world --cache none",
        "bench world --dir ",
        "torture world --sessions 1",
        "torture world --durability sometimes",
        "bench crud --dir ",
        "bench ycsb --workload a --dir ",
        "bench growth --dir ",
        "bench recipes --dir ",
        "bench tpcb --dir "
      })
  void shouldSayOneLineAndExitWithTwoWhenTheCommandLineIsWrong(String line) {
    assertThat(run(line.split(" ", -1))).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("ashlar: ")
        .contains("help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"help bench", "bench --help", "bench help tpcb", "torture help world"})
  void shouldPrintUsageWhenAskedForHelp(String line) {
    assertThat(run(line.split(" ", -1))).isZero();
    assertThat(out.toString()).startsWith("Usage: ashlar");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldPrintOneJsonObjectWhenTpcbIsAskedForIt() throws IOException {
    String line = "bench tpcb --clients 2 --seconds 1 --warmup 0 --durability none --json";
    assertThat(run(line.split(" ", -1))).isZero();
    assertThat(out.toString().lines()).hasSize(1);
    assertThat(out.toString()).contains("\"consistent\":true");
    assertThat(fields(out.toString()))
        .containsExactly(
            "engine",
            "scale",
            "clients",
            "durability",
            "isolation",
            "tps",
            "p50_ms",
            "p95_ms",
            "p99_ms",
            "p999_ms",
            "slowest_share",
            "busy_threads",
            "idle",
            "alloc_bytes_per_tx",
            "retries",
            "consistent");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldPrintOneJsonObjectForEachModeWhenCrudIsAskedForIt() throws IOException {
    String line =
        "bench crud --databases 2 --workers 2 --documents 10 --seconds 1 --warmup 0"
            + " --durability none,group --json";
    assertThat(run(line.split(" ", -1))).isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("\"durability\":\"none\"", "\"consistent\":true");
    assertThat(lines.get(1)).contains("\"durability\":\"group\"", "\"consistent\":true");
    assertThat(fields(lines.get(0)))
        .containsExactly(
            "engine",
            "durability",
            "databases",
            "workers",
            "document_bytes",
            "seconds",
            "ops_per_second",
            "alloc_bytes_per_op",
            "retries",
            "consistent",
            "read",
            "create",
            "update",
            "delete",
            "all");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldPrintYcsbsOwnSummaryWhenNoJsonIsAskedFor() {
    String line = "bench ycsb --workload a --records 20 --operations 40 --threads 2";
    assertThat(run(line.split(" ", -1))).isZero();
    assertThat(out.toString()).contains("[OVERALL], Throughput(ops/sec), ", "[READ], Operations, ");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldPrintATableWhenTheGrowthOfAQueueIsAskedFor() {
    assertThat(run("bench growth --part queue --turns 1500 --backlog 10".split(" ", -1))).isZero();
    assertThat(out.toString().lines()).hasSize(5).element(1).asString().contains("p99 us");
  }

  @Test
  void shouldPrintRoundsAndMediansWhenPeersAreAskedForJson() throws IOException {
    String line =
        "bench peers --engines h2-forced --durability synchronous --clients 2 --rounds 1"
            + " --seconds 1 --warmup 0 --accounts 100 --count-seconds 1 --heap 128 --json";
    assertThat(run(line.split(" ", -1))).isZero();
    assertThat(out.toString().lines()).hasSizeBetween(3, 4); // three where calls cannot be traced
    assertThat(out.toString().lines().findFirst().orElseThrow())
        .contains("\"record\":\"round\"", "\"engine\":\"h2-forced\"", "\"consistent\":true");
    assertThat(out.toString().lines().reduce("", (before, last) -> last))
        .contains("\"record\":\"median\"", "\"competes\":true");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldPrintRoundsAndMediansWhenReadsAreAskedForJson() throws IOException {
    String line =
        "bench reads --engines sqlite --cases insert,cold-start,point,newest --rows 500 --rounds 1"
            + " --seconds 1 --warmup 0 --heap 128 --json";
    assertThat(run(line.split(" ", -1))).isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(10);
    assertThat(lines.get(0)).contains("\"record\":\"round\"", "\"case\":\"insert\"");
    assertThat(lines.get(2)).contains("\"engine\":\"sqlite\"", "\"case\":\"point\"");
    assertThat(lines.get(4)).contains("\"record\":\"place\"");
    assertThat(lines.get(5)).contains("\"record\":\"data\"", "\"rows\":500");
    assertThat(fields(lines.get(8)))
        .containsExactly(
            "record",
            "engine",
            "version",
            "case",
            "rounds",
            "queries_per_second",
            "rows_per_second",
            "ashlar_over_engine",
            "p50_us",
            "p99_us",
            "p999_us",
            "alloc_bytes_per_row",
            "idle",
            "settings");
    assertThat(err.toString()).isEmpty();
  }

  private int run(String... args) {
    return Ashlar.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  /** The names of the outermost object's fields, in order. */
  private static List<String> fields(String json) throws IOException {
    List<String> names = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        names.add(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
      }
      assertThat(parser.nextToken()).isNull();
    }
    return names;
  }
}
