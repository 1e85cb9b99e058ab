package io.ashlar.torture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.workbench.ChildJvm;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class RoundWatchTest {

  private final Problems problems = new Problems();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(said, false, UTF_8);

  /** A child that never ends by itself. */
  static final class Sleeper {

    private Sleeper() {}

    /**
     * Says that it is up, and waits.
     *
     * @param args none
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws InterruptedException {
      System.out.write('!');
      System.out.flush();
      waitForEver();
    }

    private static void waitForEver() throws InterruptedException {
      new CountDownLatch(1).await();
    }
  }

  @Test
  void shouldPrintRoundAndAllStacksWhenARoundStalls() throws Exception {
    Process child = ChildJvm.of(Sleeper.class.getName(), List.of()).start();
    try {
      assertThat(child.getInputStream().read()).isEqualTo('!');
      RoundWatch watch = RoundWatch.begin("faults FULL, round 3", 1, problems, out);
      assertThatThrownBy(() -> new CountDownLatch(1).await())
          .isInstanceOf(InterruptedException.class);
      watch.close();
      assertThat(watch.stalled()).isTrue();
      assertThat(problems.count()).isEqualTo(1);
      assertThat(said.toString(UTF_8))
          .contains("STALLED faults FULL, round 3", "RoundWatchTest", "Sleeper.waitForEver");
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void shouldSayNothingWhenTheRoundEnds() {
    RoundWatch watch = RoundWatch.begin("round 1", 60_000, problems, out);
    watch.close();
    assertThat(watch.stalled()).isFalse();
    assertThat(problems.count()).isZero();
    assertThat(said.size()).isZero();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
