package io.ashlar.bench.crud;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.transaction.Durability;
import io.ashlar.workbench.Measurement;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrudBenchmarkTest {

  private static final Progress SILENT = new Progress(new PrintWriter(PrintWriter.nullWriter()));

  @TempDir private Path directory;

  @Test
  void shouldMeetEveryDocumentWhenWorkersShareTwoDatabases() throws Exception {
    CrudOptions options = new CrudOptions(2, 3, 20, 1, 0, List.of(Durability.NONE), directory);
    CrudResult result = new CrudBenchmark(options, SILENT).run().get(0);
    assertThat(result.consistent()).isTrue();
    assertThat(result.operations())
        .extracting(Measurement::operation)
        .containsExactly("read", "create", "update", "delete");
    assertThat(result.operations().stream().mapToLong(Measurement::count).sum())
        .isEqualTo(result.total().count());
    assertThat(share(result, 0)).isCloseTo(0.4, Offset.offset(0.1));
    assertThat(share(result, 1)).isCloseTo(0.3, Offset.offset(0.1));
    assertThat(share(result, 2)).isCloseTo(0.2, Offset.offset(0.1));
    assertThat(share(result, 3)).isCloseTo(0.1, Offset.offset(0.1));
  }

  private static double share(CrudResult result, int operation) {
    return (double) result.operations().get(operation).count() / result.total().count();
  }
}
