package io.ashlar.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.fuzz.run.DatabaseSubject;
import io.ashlar.fuzz.script.ScriptText;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the fuzzer is worth: it finds faults that are there, and shows them in few statements. */
class PlantedFaultTest {

  private static final Progress SILENT = new Progress(new PrintWriter(PrintWriter.nullWriter()));
  private static final int STATEMENTS = 60_000;

  /** A table, an index, two rows, two sessions and what they do take about as many. */
  private static final int FEW = 12;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void shouldShowItInFewStatementsWhenAFaultIsPlanted(PlantedFault fault) throws Exception {
    FuzzOptions options = new FuzzOptions(fault.name().hashCode(), STATEMENTS, 0, 1, 1, directory);
    FuzzOutcome outcome =
        new Fuzzer(options, SILENT, place -> fault.in(new DatabaseSubject(place))).run();
    assertThat(outcome.divergences()).as(outcome.toText()).hasSize(1);
    String text = outcome.divergences().get(0);
    assertThat(ScriptText.parse(text)).as(text).hasSizeLessThanOrEqualTo(FEW);
    FuzzOutcome sound = Reduction.replay(text, directory);
    assertThat(sound.exitCode()).as("without the fault: %s", sound.toText()).isZero();
  }
}
