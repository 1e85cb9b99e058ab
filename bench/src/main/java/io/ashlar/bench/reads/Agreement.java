package io.ashlar.bench.reads;

import io.ashlar.bench.reads.data.Answer;
import io.ashlar.bench.reads.engine.SpanEngine;
import java.util.ArrayList;
import java.util.List;

/** Compares what engines have answered with what follows from the spans. */
final class Agreement {

  private final List<Answer> expected;
  private final List<String> differences = new ArrayList<>();

  Agreement(List<Answer> expected) {
    this.expected = List.copyOf(expected);
  }

  /** Notes the first answer of an engine that differs; one makes others likely. */
  void judge(SpanEngine engine, List<Answer> answers) {
    for (int i = 0; i < expected.size(); i++) {
      Answer right = expected.get(i);
      Answer given = i < answers.size() ? answers.get(i) : null;
      if (!right.equals(given)) {
        differences.add(difference(engine, right, given));
        return;
      }
    }
    if (answers.size() > expected.size()) {
      differences.add(engine.word() + " has answered what was not asked");
    }
  }

  private static String difference(SpanEngine engine, Answer right, Answer given) {
    String asked = engine.word() + " differs in " + right.asked().word() + ", " + right.query();
    if (given == null || given.asked() != right.asked() || !given.query().equals(right.query())) {
      return asked + ": it has not answered";
    }
    return given.rows() == right.rows()
        ? asked + ": other values or another order of its " + right.rows() + " rows"
        : asked + ": " + given.rows() + " rows instead of " + right.rows();
  }

  /** A sentence for each engine that differs. */
  List<String> differences() {
    return List.copyOf(differences);
  }
}
