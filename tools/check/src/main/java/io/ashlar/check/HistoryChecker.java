package io.ashlar.check;

import io.ashlar.check.history.BadHistoryException;
import io.ashlar.check.history.History;
import io.ashlar.check.history.HistoryReader;
import java.io.IOException;
import java.nio.file.Path;

/** Checks a history against a model. Stateless. */
public final class HistoryChecker {

  private HistoryChecker() {}

  /**
   * Reads a file and checks what is in it. Takes memory for the whole history.
   *
   * @param file one JSON object for each event, in the order in which they happened; UTF-8
   * @param model what the history should keep to
   * @return what was found
   * @throws IOException when the file cannot be read
   * @throws BadHistoryException when it is no history
   */
  public static CheckReport check(Path file, Model model) throws IOException, BadHistoryException {
    return check(HistoryReader.read(file), model);
  }

  static CheckReport check(History history, Model model) throws BadHistoryException {
    Findings findings = new Findings(history, model);
    DependencyGraph graph = new DependencyGraph(history.transactions().size());
    KeyRecord[] records = KeyIndex.of(history, findings);
    AppendInference lists = new AppendInference(history, findings, graph);
    RegisterInference registers = new RegisterInference(history, findings, graph);
    for (KeyRecord record : records) {
      if (record.list) {
        lists.infer(record);
      } else {
        registers.infer(record);
      }
    }
    if (model.keepsRealTime()) {
      RealTime.addTo(graph, history);
    }
    graph.freeze();
    CycleRules.apply(graph, model, findings);
    return CheckReport.of(history, model, graph.edges(), findings.all());
  }
}
