package io.ashlar.rows.verify;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.entry.KeyText;
import io.ashlar.schema.IndexSchema;
import io.ashlar.verify.ProblemKind;
import io.ashlar.verify.VerifyProblem;
import io.ashlar.verify.VerifyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.MutableDirectBuffer;

/** The findings of one check: all are counted, the first told as users see them. One owner. */
final class Findings {

  private final int most;
  private final List<VerifyProblem> problems = new ArrayList<>();
  private long count;
  private long repairedCount;

  /** Tells at most so many. */
  Findings(int most) {
    this.most = most;
  }

  void add(Finding finding, boolean repaired) {
    count++;
    repairedCount += repaired ? 1 : 0;
    if (problems.size() < most) {
      problems.add(describe(finding, repaired));
    }
  }

  long count() {
    return count;
  }

  /** What users are told; empty where everything was checked, else where to go on. */
  VerifyResult result(long tables, RowVerifier read, Optional<String> position) {
    return new VerifyResult(
        tables, read.rows(), read.entries(), count, repairedCount, problems, position);
  }

  private static VerifyProblem describe(Finding finding, boolean repaired) {
    String message = finding.problem().getMessage();
    TableDefinition table = finding.table();
    if (table == null) {
      return new VerifyProblem(finding.kind(), "", "", "", message, repaired);
    }
    MutableDirectBuffer key = Flyweights.wrap(finding.key());
    boolean ofEntry =
        finding.kind() == ProblemKind.ENTRY_DAMAGED
            || finding.kind() == ProblemKind.ENTRY_WITHOUT_ROW;
    String text =
        ofEntry
            ? KeyText.ofEntry(table, finding.index(), key, 0, key.capacity())
            : KeyText.ofRow(table, key, 0, key.capacity());
    String where = finding.index() == null ? IndexSchema.PRIMARY : finding.index().name();
    return new VerifyProblem(finding.kind(), table.name(), where, text, message, repaired);
  }
}
