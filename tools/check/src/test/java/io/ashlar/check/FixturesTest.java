package io.ashlar.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.check.history.BadHistoryException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories made by hand, each with one anomaly or none. */
class FixturesTest {

  @ParameterizedTest
  @CsvSource({
    "g0, G0",
    "g1a, G1A",
    "g1b, G1B",
    "g1c, G1C",
    "lost-update, LOST_UPDATE",
    "lost-update-unstamped, LOST_UPDATE",
    "lost-update-append, LOST_UPDATE",
    "g-single, G_SINGLE",
    "g-single-register, G_SINGLE",
    "g2-item, G2_ITEM",
    "g2-item-read-only, G2_ITEM",
    "g2, G2",
    "long-fork, LONG_FORK",
    "vanished-write, VANISHED_WRITE",
    "vanished-write-last, VANISHED_WRITE",
    "vanished-write-register, VANISHED_WRITE",
    "vanished-write-stamped, VANISHED_WRITE",
    "stale-read, STALE_READ",
    "stale-read-register, STALE_READ",
    "stale-view, STALE_READ",
    "g2-real-time, G2_REAL_TIME",
    "internal, INTERNAL",
    "internal-register, INTERNAL",
    "incompatible-order, INCOMPATIBLE_ORDER",
    "duplicate-element, DUPLICATE_ELEMENT",
    "garbage-read, GARBAGE_READ",
    "timestamp-order, TIMESTAMP_ORDER",
    "timestamp-order-read, TIMESTAMP_ORDER"
  })
  void shouldNameTheAnomalyWhenAModelForbidsIt(String name, Anomaly anomaly) throws Exception {
    for (Model model : Model.values()) {
      CheckReport report = HistoryChecker.check(fixture(name), model);
      List<Anomaly> found = report.findings().stream().map(Finding::anomaly).toList();
      if (model.forbids(anomaly.weakestModel())) {
        assertThat(found).as("%s", model).contains(anomaly);
      } else {
        assertThat(found).as("%s", model).isEmpty();
      }
      if (model == anomaly.weakestModel()) {
        assertThat(found).as("%s", model).containsExactly(anomaly);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "valid-append",
        "valid-register",
        "valid-unknown",
        "valid-aborted",
        "valid-texts",
        "valid-old-view"
      })
  void shouldPassWhenASerialOrderExplainsEverything(String name) throws Exception {
    for (Model model : Model.values()) {
      assertThat(HistoryChecker.check(fixture(name), model).findings()).as("%s", model).isEmpty();
    }
  }

  @Test
  void shouldTellTransactionsAndReasonsWhenThereIsACycle() throws Exception {
    CheckReport report = HistoryChecker.check(fixture("g2-item"), Model.SERIALIZABLE);
    assertThat(report.toText())
        .contains("G2-item (write skew), found:")
        .contains("T1 (process 1, events 1-4, cts 2): r x = 0, r y = 0, w x = 1")
        .contains("T1 -rw-> T2: T1 read 0 from y, before T2 wrote 2")
        .contains("T2 -rw-> T1: T2 read 0 from x, before T1 wrote 1")
        .endsWith("INVALID: serializable");
    assertThat(report.toJson())
        .startsWith("{\"model\":\"serializable\",\"valid\":false,\"ok\":3,\"fail\":0,\"info\":0,")
        .contains("\"anomalies\":{\"G2-item\":{\"count\":1,\"example\":\"cycle of 2");
  }

  @Test
  void shouldCountAnUnknownOutcomeOnlyWhenItWasSeen() throws Exception {
    CheckReport report = HistoryChecker.check(fixture("valid-unknown"), Model.READ_COMMITTED);
    assertThat(report.acknowledged()).isEqualTo(3);
    assertThat(report.unknown()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[]",
        "{\"process\":0,\"type\":\"invoke\"",
        "{\"type\":\"invoke\",\"value\":[]}",
        "{\"process\":0,\"type\":\"ok\",\"value\":[]}",
        "{\"process\":0,\"type\":\"invoke\",\"value\":[[\"cas\",\"x\",1]]}",
        "{\"process\":0,\"type\":\"invoke\",\"value\":[[\"r\",\"x\"]]}",
        "{\"process\":0,\"type\":\"invoke\",\"value\":[[\"append\",\"x\",null]]}",
        "{\"process\":0,\"type\":\"invoke\",\"value\":[[\"append\",\"x\",1],[\"append\",\"x\",1]]}",
        "{\"process\":0,\"type\":\"invoke\",\"value\":[[\"append\",\"x\",1],[\"w\",\"x\",2]]}",
        "{\"process\":0,\"type\":\"invoke\",\"value\":[]}{\"process\":0,\"type\":\"invoke\",\"value\":[]}",
        "{\"process\":0,\"type\":\"invoke\",\"value\":[]}{\"process\":0,\"type\":\"ok\",\"value\":null}",
        "{\"process\":0,\"type\":\"invoke\",\"value\":[]}{\"process\":0,\"type\":\"done\",\"value\":[]}",
        "{\"process\":0,\"type\":\"invoke\",\"value\":[]}{\"process\":0,\"type\":\"info\",\"value\":[]}"
            + "{\"process\":0,\"type\":\"invoke\",\"value\":[]}",
        "{\"index\":1,\"process\":0,\"type\":\"invoke\",\"value\":[]}"
            + "{\"index\":1,\"process\":1,\"type\":\"invoke\",\"value\":[]}"
      })
  void shouldRefuseWhatIsNoHistory(String text, @TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("history.jsonl"), text);
    assertThatThrownBy(() -> HistoryChecker.check(file, Model.SERIALIZABLE))
        .isInstanceOf(BadHistoryException.class);
  }

  @Test
  void shouldNeedEveryFixtureThatThereIs() throws Exception {
    // One for each line of the tests above, so that none lies about unused.
    try (Stream<Path> files = Files.list(fixture("g0").getParent())) {
      assertThat(files.filter(file -> file.toString().endsWith(".jsonl"))).hasSize(34);
    }
  }

  private static Path fixture(String name) throws URISyntaxException {
    return Path.of(FixturesTest.class.getResource(name + ".jsonl").toURI());
  }
}
