package io.ashlar.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run with a fresh seed, which a failure prints together with the statements. */
class FuzzerTest {

  private static final Progress SILENT = new Progress(new PrintWriter(PrintWriter.nullWriter()));
  private static final int STATEMENTS = 10_000;
  private static final int SECONDS = 10;

  @TempDir private Path directory;

  @Test
  void shouldFindNothingWhenStatementsAreRandom() throws Exception {
    long seed = System.nanoTime();
    FuzzOptions options = new FuzzOptions(seed, STATEMENTS, SECONDS, 1, 1, directory);
    FuzzOutcome outcome = new Fuzzer(options, SILENT).run();
    assertThat(outcome.exitCode()).as(outcome.toText()).isZero();
    assertThat(outcome.statements()).isPositive();
  }

  @Test
  void shouldDoTheSameAgainWhenTheSeedIsTheSame() throws Exception {
    FuzzOptions options = new FuzzOptions(7, 2_000, 0, 1, 1, directory);
    FuzzOutcome first = new Fuzzer(options, SILENT).run();
    FuzzOutcome again = new Fuzzer(options, SILENT).run();
    assertThat(first.exitCode()).as(first.toText()).isZero();
    assertThat(again.statements()).isEqualTo(first.statements());
    assertThat(again.episodes()).isEqualTo(first.episodes());
  }

  /** The number is drawn by a statement that fails, so that nobody knows what it references. */
  @Test
  void shouldLeaveOpenWhatAnUnknownNumberReferences() {
    String script =
        """
        CreateTable(TableSpec("t", [ColumnSpec("a", Type(Kind.LONG, 0, 0), false, null, true), \
        ColumnSpec("b", Type(Kind.LONG, 0, 0), false, null, false)], ["b"], [], [], null, null))
        CreateIndex("t", IndexSpec("i", false, [KeyPart("a", false)], [], null))
        Alter("t", [AddForeignKey(ForeignKeySpec("f", ["a"], "t", ["b"], \
        ReferenceAction.NO_ACTION, ReferenceAction.NO_ACTION))])
        Insert(-1, "t", {"b": -9223372036854775808L}, false)
        """;
    FuzzOutcome outcome = Reduction.replay(script, directory);
    assertThat(outcome.exitCode()).as(outcome.toText()).isZero();
    assertThat(outcome.statements()).isEqualTo(4);
  }
}
